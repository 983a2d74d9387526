using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.Json;
using Mail2Alert.Cli.Queue;
using Mail2Alert.Cli.Reports;
using Mail2Alert.Configuration.Yaml;
using Mail2Alert.Pipeline;
using Mail2Alert.Web.Desk;

namespace Mail2Alert.Cli.Silences;

/// <summary><c>mail2alert silence add</c>.</summary>
internal static class SilenceAddCommand
{
    public static Command Create(Option<string?> config)
    {
        var matchers = new Argument<string[]>("MATCHER")
        {
            Description = "A label and its value, such as host=web1, host!=web1, 'severity=~\"warn.*\"'; all must hold",
            Arity = ArgumentArity.OneOrMore,
        };
        var lasts = new Option<TimeSpan?>("--for") { Description = "How long, such as 30m, 2h or 3d", HelpName = "TIME", CustomParser = Length };
        var until = WrittenTime.Ahead("--until", "Until when");
        var from = WrittenTime.Ahead("--from", "From when on; otherwise from now");
        var reason = new Option<string>("--reason") { Description = "Why, for whoever is not told", HelpName = "TEXT", Required = true };
        var by = Author.Option();
        var json = JsonOption.Create();
        var command = new Command("add", "Begin a silence: alerts that match it notify nobody while it lasts") { matchers, lasts, until, from, reason, by, json };
        command.Validators.Add(result =>
        {
            if (result.GetResult(lasts) is null == result.GetResult(until) is null)
                result.AddError("say how long: either --for TIME or --until TIME");
        });
        command.SetAction((result, cancellationToken) => DeskDoor.EnterAsync(
            result.GetValue(config),
            result.InvocationConfiguration,
            (desk, token) => RunAsync(desk, Order(result), result.GetValue(json), result.InvocationConfiguration, token),
            cancellationToken));
        return command;

        SilenceOrder Order(ParseResult result)
        {
            var starts = result.GetValue(from);
            var ends = result.GetValue(until) ?? (starts ?? TimeProvider.System.GetUtcNow()) + result.GetValue(lasts)!.Value;
            return new SilenceOrder(result.GetValue(matchers) ?? [], starts, ends, result.GetValue(by) ?? "", result.GetValue(reason) ?? "");
        }
    }

    private static TimeSpan? Length(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (text.Length > 0 && Durations.ParseLong(text) is { } length)
            return length;
        result.AddError($"'{text}' is no length of time: write it as 30m, 2h or 3d");
        return null;
    }

    private static async Task<int> RunAsync(
        IDesk desk, SilenceOrder order, bool json, InvocationConfiguration streams, CancellationToken cancellationToken)
    {
        var report = await desk.Alerts.SilenceAsync(order, cancellationToken);
        if (report is not { Silence: { } silence })
            return await DeskDoor.RefuseAsync(streams, report.Refusal ?? "it was not done");
        await streams.Output.WriteLineAsync(json
            ? JsonSerializer.Serialize(silence, DeskJson.Printed.ListedSilence)
            : $"silence {silence.Id} until {Brief.Time(silence.Ends)}: {Firing(report.Firing)}");
        return ExitCode.Ok;
    }

    private static string Firing(int alerts) =>
        alerts == 1 ? "1 alert that fires now matches" : $"{Brief.Count(alerts, "alert")} that fire now match";
}
