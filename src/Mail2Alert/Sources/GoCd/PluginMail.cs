using System.Text.RegularExpressions;
using Mail2Alert.Alerts;

namespace Mail2Alert.Sources.GoCd;

/// <summary>
/// A mail of the e-mail notifier plugin of gocd-contrib: <c>webshop-build/unit-test is/has Failed</c>. It knows neither counters nor edges, and
/// mails of a stage that begins, too.
/// </summary>
internal sealed partial record PluginMail(string Pipeline, string Stage, GoCdEvent Event) : GoCdMail
{
    public override string Pipeline { get; } = Pipeline;

    public override Alert Describe(Alert alert, GoCdSettings settings) => Event.Describe(alert, settings) with
    {
        Key = $"{Pipeline}/{Stage}",
        Labels = alert.Labels.With(("pipeline", Pipeline), ("stage", Stage)),
    };

    public static PluginMail? Parse(string subject) => Subject().Match(subject) is { Success: true } match
        ? new PluginMail(match.Groups["pipeline"].Value, match.Groups["stage"].Value, EventOf(match.Groups["state"].Value))
        : null;

    private static GoCdEvent EventOf(string state) => state switch
    {
        "Passed" => GoCdEvent.Passes,
        "Failed" => GoCdEvent.Fails,
        "Cancelled" => GoCdEvent.Cancelled,
        "Building" => GoCdEvent.Unknown with { Name = "building" },
        _ => GoCdEvent.Unknown,
    };

    [GeneratedRegex(
        @$"^\s*(?<pipeline>{StageLocator.Name})/(?<stage>{StageLocator.Name})\s+is/has\s+(?<state>\w+)\s*$",
        RegexOptions.CultureInvariant)]
    private static partial Regex Subject();
}
