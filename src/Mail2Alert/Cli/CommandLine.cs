using System.CommandLine;

namespace Mail2Alert.Cli;

/// <summary>The command line: what <c>mail2alert --help</c> shows.</summary>
internal static class CommandLine
{
    // Longer than `limits: shutdown-time` can be. The host keeps that limit; this one ends only a program that would never end.
    private static readonly TimeSpan StopWithin = TimeSpan.FromDays(2);

    public static Task<int> RunAsync(string[] arguments) => RunAsync(CalledAs.Name, arguments);

    /// <param name="name">By which the program was called.</param>
    /// <param name="arguments">What stands behind it.</param>
    private static Task<int> RunAsync(string name, string[] arguments) => (name, arguments) switch
    {
        ("mailq", _) => SendmailAsync(["-bp"]),
        ("newaliases", _) => SendmailAsync(["-bi"]),
        ("sendmail", _) => SendmailAsync(arguments),
        (_, ["sendmail", .. var words]) when words is not ["--help"] => SendmailAsync(words),
        _ => ParseAsync(arguments),
    };

    // Its command line is older than any parser's rules.
    private static Task<int> SendmailAsync(string[] words) =>
        Sending.SendmailCommand.RunAsync(words, Console.Out, Console.Error, CancellationToken.None);

    private static Task<int> ParseAsync(string[] arguments) =>
        Create().Parse(Modern(arguments)).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = StopWithin });

    public static RootCommand Create() => new("Mail2Alert turns mail into alerts: it reads each mail, asks what it needs to know, " +
        "decides who should hear of it, tells them, and only then acknowledges.")
    {
        ServeCommand.Create(),
        CheckCommand.Create(),
        ConvertCommand.Create(),
        RuleTests.TestCommand.Create(),
        Explain.ExplainCommand.Create(),
        Telling.RenderCommand.Create(),
        Telling.NotifyCommand.Create(),
        Learning.LearnCommand.Create(),
        ReportCommand.Create(),
        ClientsCommand.Create(),
        Queue.QueueCommand.Create(),
        Queue.ReplayCommand.Create(),
        Alerts.AlertsCommand.Create(),
        Silences.SilenceCommand.Create(),
        Sources.SourcesCommand.Create(),
        Queue.BackupCommand.Create(),
        Queue.RestoreCommand.Create(),
        Queue.ReadyCommand.Create(),
        HashPasswordCommand.Create(),
        Sending.SendCommand.Create(),
        Sending.SendmailCommand.Create(),
        Demo.DemoCommand.Create(),
    };

    /// <summary>mail2alert-py had options where we have commands: <c>--serve</c> and <c>--test</c>.</summary>
    public static string[] Modern(string[] arguments) => arguments switch
    {
        ["--serve", .. var rest] => ["serve", .. rest],
        ["--test", .. var rest] => ["report", "--yaml", .. rest],
        [] => ["--help"],
        _ => arguments,
    };
}
