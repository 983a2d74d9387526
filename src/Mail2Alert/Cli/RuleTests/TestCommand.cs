using System.CommandLine;
using System.Text.Json;
using Mail2Alert.Cli.Reports;
using Mail2Alert.Configuration;
using Mail2Alert.Configuration.RuleTests;

namespace Mail2Alert.Cli.RuleTests;

/// <summary><c>mail2alert test</c>: plays the mails of the user's own tests, and tells where the rules do not do what is expected of them.</summary>
internal static class TestCommand
{
    public static Command Create()
    {
        var files = new Argument<string[]>("FILE")
        {
            Description = "Files with tests, besides those under 'tests' in the configuration; without any, *.test.yml beside it",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var filter = new Option<string?>("--filter") { Description = "Run only tests with this in their names", HelpName = "TEXT" };
        var json = new Option<bool>("--json") { Description = "Print JSON" };
        var config = ConfigOption.Create();
        var command = new Command("test", "Test the rules: play mails, and compare who is told with what is expected") { files, filter, json, config };
        command.SetAction((result, cancellationToken) => RunAsync(
            result.GetValue(config),
            new Request(result.GetValue(files) ?? [], result.GetValue(filter) ?? "", result.GetValue(json)),
            result.InvocationConfiguration.Output,
            result.InvocationConfiguration.Error,
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        string? config, Request request, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        var loaded = ConfigOption.Load(config, error);
        if (loaded.Configuration is not { } configuration || Load(loaded, request, error) is not { } files)
            return ExitCode.Usage;
        var report = await TestRun.PlayAsync(configuration, files, cancellationToken);
        Print(report, request.Json, output);
        return report.Failed == 0 ? ExitCode.Ok : ExitCode.Failed;
    }

    // Null after it was said what is wrong. That nothing is wrong with no tests at all would be a false comfort.
    private static List<RuleTestFile>? Load(ConfigurationResult loaded, Request request, TextWriter error)
    {
        var files = TestFiles.Load(loaded, request.Files);
        foreach (var problem in files.SelectMany(file => file.Problems))
            error.WriteLine(problem);
        if (files.Any(file => file.HasErrors))
            return null;
        var chosen = files.Select(file => Chosen(file, request.Filter)).Where(file => file.Tests.Count > 0).ToList();
        if (chosen.Count > 0)
            return chosen;
        error.WriteLine(files.Any(file => file.Tests.Count > 0)
            ? $"mail2alert: no test has '{Printable.Of(request.Filter)}' in its name"
            : $"mail2alert: {TestFiles.WhyNone(loaded, request.Files)}");
        return null;
    }

    private static RuleTestFile Chosen(RuleTestFile file, string filter) =>
        file with { Tests = [.. file.Tests.Where(test => test.Name.Contains(filter, StringComparison.OrdinalIgnoreCase))] };

    private static void Print(TestReport report, bool json, TextWriter output)
    {
        if (json)
        {
            output.WriteLine(JsonSerializer.Serialize(report, TestReportJson.Default.TestReport));
            return;
        }
        foreach (var line in new TestReportText(Screen.IsPlain(output)).Lines(report))
            output.WriteLine(Printable.Of(line));
    }

    private sealed record Request(string[] Files, string Filter, bool Json);
}
