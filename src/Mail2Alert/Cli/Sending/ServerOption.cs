using System.CommandLine;
using Mail2Alert.Channels.Mail;
using Mail2Alert.Configuration.Sections;

namespace Mail2Alert.Cli.Sending;

/// <summary>To whom mail is sent: <c>--server</c>, else the environment, else where a server listens that nobody configured.</summary>
internal static class ServerOption
{
    public const string Variable = "MAIL2ALERT_SERVER";

    private const string Default = "smtp://127.0.0.1:2525";

    public static Option<string?> Create() => new("--server", "-s")
    {
        Description = $"The server, as in smtp://user:password@mail.example.com:25. Otherwise ${Variable}, {Default}",
        HelpName = "URL",
    };

    /// <returns>The server, or what is wrong.</returns>
    public static (RelaySettings? Server, string? Mistake) Read(string? option)
    {
        var (name, text) = option is not null ? ("--server", option)
            : Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } set ? (Variable, set)
            : ("--server", Default);
        var (server, mistake) = RelayUrl.Parse(text);
        return (server, mistake is null ? null : $"{name} {mistake}");
    }
}
