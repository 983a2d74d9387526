using System.Text.RegularExpressions;

namespace Mail2Alert.Cli.Reports;

/// <summary>The report as mail2alert-py printed it: sources by name, keys in alphabetical order, <c>null</c> for a source that asks nobody.</summary>
internal static partial class YamlReport
{
    public static IEnumerable<string> Lines(IEnumerable<(string Source, WhoHears? Report)> reports) =>
        reports.OrderBy(entry => entry.Source, StringComparer.Ordinal).SelectMany(entry => Source(entry.Source, entry.Report));

    private static IEnumerable<string> Source(string name, WhoHears? report) => report switch
    {
        null => [$"{Scalar(name)}: null"],
        { Groups.Count: 0 } => [$"{Scalar(name)}: []"],
        _ => [$"{Scalar(name)}:", .. report.Groups.SelectMany(Group)],
    };

    private static IEnumerable<string> Group(WhoHears.Group group) =>
    [
        $"- pipeline_group: {Scalar(group.Name)}",
        group.Pipelines.Count == 0 ? "  pipelines: []" : "  pipelines:",
        .. group.Pipelines.SelectMany(Pipeline),
    ];

    private static IEnumerable<string> Pipeline(WhoHears.Pipeline pipeline) => pipeline.Notices.Count == 0
        ? [$"  - pipeline: {Scalar(pipeline.Name)}"]
        : ["  - alerts:", .. pipeline.Notices.SelectMany(Notice), $"    pipeline: {Scalar(pipeline.Name)}"];

    private static IEnumerable<string> Notice(WhoHears.Notice notice) =>
    [
        "    - actions:",
        .. notice.Targets.Select(target => $"      - {Scalar(target)}"),
        "      events:",
        .. notice.Events.Select(name => $"      - {name}"),
    ];

    private static string Scalar(string text) =>
        Plain().IsMatch(text) ? text : $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    // Letters first, then nothing that YAML reads as anything but text; and not one of YAML 1.1's words for true, false and nothing.
    [GeneratedRegex(@"^(?!(?:y|n|yes|no|on|off|true|false|null)$)[A-Za-z](?:[\w.@/+*#:-]*[\w.@/+*#-])?$", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Plain();
}
