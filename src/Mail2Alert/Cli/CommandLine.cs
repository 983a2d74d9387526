using System.CommandLine;

namespace Mail2Alert.Cli;

/// <summary>The command line: what <c>mail2alert --help</c> shows.</summary>
internal static class CommandLine
{
    // Longer than `limits: shutdown-time` can be. The host keeps that limit; this one ends only a program that would never end.
    private static readonly TimeSpan StopWithin = TimeSpan.FromDays(2);

    private static readonly (string Name, Func<Command> Create)[] Commands =
    [
        ("serve", ServeCommand.Create),
        ("check", CheckCommand.Create),
        ("convert", ConvertCommand.Create),
        ("test", RuleTests.TestCommand.Create),
        ("explain", Explain.ExplainCommand.Create),
        ("render", Telling.RenderCommand.Create),
        ("notify", Telling.NotifyCommand.Create),
        ("learn", Learning.LearnCommand.Create),
        ("report", ReportCommand.Create),
        ("clients", ClientsCommand.Create),
        ("queue", Queue.QueueCommand.Create),
        ("replay", Queue.ReplayCommand.Create),
        ("alerts", Alerts.AlertsCommand.Create),
        ("silence", Silences.SilenceCommand.Create),
        ("sources", Sources.SourcesCommand.Create),
        ("backup", Queue.BackupCommand.Create),
        ("restore", Queue.RestoreCommand.Create),
        ("ready", Queue.ReadyCommand.Create),
        ("hash-password", HashPasswordCommand.Create),
        ("send", Sending.SendCommand.Create),
        ("sendmail", Sending.SendmailCommand.Create),
        ("demo", Demo.DemoCommand.Create),
    ];

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

    private static Task<int> ParseAsync(string[] arguments)
    {
        var words = Modern(arguments);
        return CreateFor(words).Parse(words).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = StopWithin });
    }

    /// <summary>All of it.</summary>
    public static RootCommand Create() => Create(Commands);

    /// <summary>As much of it as these words need: who calls a command by its name does not wait until all the others are described.</summary>
    public static RootCommand CreateFor(string[] arguments) =>
        arguments is [var called, ..] && Commands.FirstOrDefault(command => command.Name == called) is { Create: not null } command
            ? Create([command])
            : Create();

    private static RootCommand Create(IEnumerable<(string Name, Func<Command> Create)> commands)
    {
        var root = new RootCommand("Mail2Alert turns mail into alerts: it reads each mail, asks what it needs to know, " +
            "decides who should hear of it, tells them, and only then acknowledges.");
        foreach (var (_, create) in commands)
            root.Add(create());
        return root;
    }

    /// <summary>mail2alert-py had options where we have commands: <c>--serve</c> and <c>--test</c>.</summary>
    public static string[] Modern(string[] arguments) => arguments switch
    {
        ["--serve", .. var rest] => ["serve", .. rest],
        ["--test", .. var rest] => ["report", "--yaml", .. rest],
        [] => ["--help"],
        _ => arguments,
    };
}
