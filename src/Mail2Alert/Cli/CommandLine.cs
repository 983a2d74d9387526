using System.CommandLine;

namespace Mail2Alert.Cli;

/// <summary>The command line: what <c>mail2alert --help</c> shows.</summary>
internal static class CommandLine
{
    // Longer than `limits: shutdown-time` can be. The host keeps that limit; this one ends only a program that would never end.
    private static readonly TimeSpan StopWithin = TimeSpan.FromDays(2);

    public static Task<int> RunAsync(string[] arguments) =>
        Create().Parse(Modern(arguments)).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = StopWithin });

    public static RootCommand Create() => new("Mail2Alert turns mail into alerts: it reads each mail, asks what it needs to know, " +
        "decides who should hear of it, tells them, and only then acknowledges.")
    {
        ServeCommand.Create(),
        CheckCommand.Create(),
        RuleTests.TestCommand.Create(),
        Explain.ExplainCommand.Create(),
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
