using System.CommandLine;
using Mail2Alert.Configuration;

namespace Mail2Alert.Cli;

/// <summary>The option <c>--config</c>, and what all commands do with the file: read it, and tell what is wrong with it.</summary>
internal static class ConfigOption
{
    public static Option<string?> Create() => new("--config", "-c")
    {
        Description = "The configuration file. Otherwise $MAIL2ALERT_CONFIGURATION, ./mail2alert.yml, ./configuration.yml, " +
            "/etc/mail2alert/mail2alert.yml",
        HelpName = "FILE",
    };

    /// <summary>The configuration, or null after its errors were written.</summary>
    public static ConfigurationResult Load(string? file, TextWriter error)
    {
        var result = new ConfigurationLoader(Environment.GetEnvironmentVariable).Load(file);
        foreach (var problem in result.Problems)
            error.WriteLine(problem);
        return result;
    }
}
