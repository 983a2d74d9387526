using Mail2Alert.Configuration.Yaml;

namespace Mail2Alert.Configuration.Sections;

/// <summary><c>conformance</c>: where the report on clients is kept.</summary>
internal static class ConformanceSection
{
    private const string Expected = "a file such as /var/lib/mail2alert/clients.json";

    public static string? Read(Section file)
    {
        if (file.Text("conformance", Expected) is not { } text)
            return null;
        if (text.Value.Length > 0 && !Directory.Exists(text.Value))
            return text.Value;
        file.Problems.Error(text.At, $"'conformance' expects {Expected}, found {text.Quoted}");
        return null;
    }

    /// <summary>Where a service manager says that state belongs (systemd's StateDirectory=; several are joined by colons).</summary>
    public static string? Default(Func<string, string?> environment) =>
        environment("STATE_DIRECTORY") is { Length: > 0 } directories ? Path.Combine(directories.Split(':')[0], "clients.json") : null;
}
