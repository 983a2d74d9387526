using System.CommandLine;
using Mail2Alert.Cli.Reports;
using Mail2Alert.Routing;
using Mail2Alert.Sources;
using Mail2Alert.Sources.GoCd;
using Mail2Alert.Sources.Lookups;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace Mail2Alert.Cli;

/// <summary><c>mail2alert report</c>: asks GoCD for its pipelines and the routes for their targets.</summary>
internal static class ReportCommand
{
    public static Command Create()
    {
        var config = ConfigOption.Create();
        var yaml = new Option<bool>("--yaml") { Description = "Print YAML, as mail2alert-py's --test did" };
        var command = new Command("report", "For each pipeline of each group, show who hears of which events") { config, yaml };
        command.SetAction((result, cancellationToken) => RunAsync(
            result.GetValue(config),
            result.GetValue(yaml),
            result.InvocationConfiguration.Output,
            result.InvocationConfiguration.Error,
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        string? file, bool yaml, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        if (ConfigOption.Load(file, error).Configuration is not { } configuration)
            return ExitCode.Usage;
        var services = new ServiceCollection();
        Gateway.AddParts(services, configuration);
        await using var provider = services.BuildServiceProvider();

        var reports = new List<(string Source, WhoHears? Report)>();
        foreach (var source in provider.GetServices<ISource>())
        {
            var (report, trouble) = await AskAsync(source, provider.GetRequiredService<Router>(), cancellationToken);
            if (trouble is not null)
            {
                await error.WriteLineAsync($"mail2alert: source {source.Name}: {trouble}");
                return ExitCode.Failed;
            }
            reports.Add((source.Name, report));
        }
        Print(reports, yaml, output);
        return ExitCode.Ok;
    }

    private static async ValueTask<(WhoHears? Report, string? Trouble)> AskAsync(
        ISource source, Router router, CancellationToken cancellationToken)
    {
        if (source is not GoCdSource gocd)
            return (null, null);
        var groups = await gocd.GroupsAsync(cancellationToken);
        return groups is LookupAnswer<PipelineGroups>.Fresh { Known: var known }
            ? (WhoHears.Ask(gocd, known, router), null)
            : (null, groups.Trouble);
    }

    private static void Print(List<(string Source, WhoHears? Report)> reports, bool yaml, TextWriter output)
    {
        if (yaml)
        {
            foreach (var line in YamlReport.Lines(reports))
                output.WriteLine(line);
            return;
        }
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        foreach (var (source, report) in reports)
        {
            if (report is null)
                console.WriteLine($"{source}: rules on the mail alone; there are no pipelines to list");
            else
                console.Write(TableReport.Of(report));
        }
    }
}
