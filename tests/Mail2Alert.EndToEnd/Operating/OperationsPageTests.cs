using System.Text.RegularExpressions;
using Mail2Alert.EndToEnd.Support;

namespace Mail2Alert.EndToEnd.Operating;

/// <summary>What docs/operations.md tells an operator to type works.</summary>
public sealed partial class OperationsPageTests
{
    // What the page calls a mail and a delivery.
    private const string Mail = "06FK6P3QWR8V7M2H";
    private const string Delivery = "17";

    // And a silence and an alert.
    private const string Silence = "4f0c2a1b";
    private const string Alert = "9c2e41d7";

    [Fact]
    public async Task Every_command_of_the_page_does_what_it_says()
    {
        using var down = new ClosedPort();
        await using var scene = new OperatedProgram(down.Number) { OfGoCd = "to: all" };
        await scene.StartAsync();
        await scene.DeliverAsync(OperatedProgram.Stage("webshop", "is broken"));
        var mail = await scene.DeliverAsync(OperatedProgram.Alert("disk full"));
        await scene.Program.Log.LineAsync("not delivered to", Patience.Token);
        var delivery = (await scene.QueueAsync("--mail", mail))[0].Id;
        Directory.CreateDirectory(Path.Combine(scene.Folder, "mails"));
        var commands = Commands().ToList();
        commands.Count.ShouldBeGreaterThan(15);

        foreach (var command in commands)
        {
            if (command == "systemctl stop mail2alert")
                await scene.StopAsync();
            else if (command == "systemctl start mail2alert")
                await scene.StartAsync();
            else
                await RunAsync(scene, Delivered((await NamedAsync(scene, command)).Replace(Mail, mail, StringComparison.Ordinal), delivery));
        }
    }

    // A whole word: the name of a silence may begin with the same digits.
    private static string Delivered(string command, long delivery) =>
        string.Join(' ', command.Split(' ').Select(word => word == Delivery ? $"{delivery}" : word));

    // Those that there are at that moment.
    private static async Task<string> NamedAsync(OperatedProgram scene, string command)
    {
        if (command.Contains(Silence, StringComparison.Ordinal))
            return command.Replace(Silence, Id(await scene.DoAsync("silence", "list", "--json")), StringComparison.Ordinal);
        return command.Contains(Alert, StringComparison.Ordinal)
            ? command.Replace(Alert, Id(await scene.DoAsync("alerts", "--firing", "--json")), StringComparison.Ordinal)
            : command;
    }

    private static string Id(string json) => FirstId().Match(json).Groups[1].Value;

    private static async Task RunAsync(OperatedProgram scene, string command)
    {
        var words = Word().Matches(command).Select(word => word.Value.Trim('\'')).ToArray();
        words[0].ShouldBe("mail2alert", command);
        var finished = await scene.RunAsync([.. words[1..].Select(word => word.Replace("/var/lib/mail2alert", scene.Folder, StringComparison.Ordinal))]);

        // An order that comes too late, to something that moved on meanwhile, is refused; it is not misunderstood.
        finished.ExitCode.ShouldBeLessThanOrEqualTo(1, $"{command}\n{finished.Error}");
        finished.Error.ShouldNotContain("   at ");
        if (finished.ExitCode == 1)
            finished.Error.ShouldContain("there is nothing to", Case.Sensitive, command);
    }

    // Those in blocks of the shell; a path of the server's stands for one of the test's.
    private static IEnumerable<string> Commands() =>
        from Match block in Block().Matches(File.ReadAllText(Page()))
        from line in block.Groups[1].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries)
        where !line.StartsWith('#')
        select line.Replace("sudo -u mail2alert ", "", StringComparison.Ordinal).Split(" #")[0].Trim();

    private static string Page()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Mail2Alert.slnx")))
            folder = folder.Parent!;
        return Path.Combine(folder.FullName, "docs", "operations.md");
    }

    [GeneratedRegex("^```sh\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex("\"id\": \"([0-9a-f]{8})\"")]
    private static partial Regex FirstId();

    [GeneratedRegex(@"'[^']*'|\S+")]
    private static partial Regex Word();
}
