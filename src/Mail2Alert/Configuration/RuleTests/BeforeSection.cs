using Mail2Alert.Alerts;
using Mail2Alert.Configuration.Sections;
using Mail2Alert.Configuration.Yaml;

namespace Mail2Alert.Configuration.RuleTests;

/// <summary><c>before</c>: what is remembered of the alert.</summary>
internal static class BeforeSection
{
    private const string Expected = "firing or resolved";

    public static AlertBefore? Read(Section? section)
    {
        if (section is null)
            return null;
        if (!section.Has("status"))
            section.Problems.Error(section.At, $"'before' expects 'status' with {Expected}");
        var status = section.Value("status", AlertStatus.Resolved, Expected, Status);
        var happened = section.Text("event", "an event such as BREAKS");
        Severity? severity = section.Has("severity") ? section.Value("severity", Severity.Error, SeverityText.Expected, SeverityText.Parse) : null;
        section.Finish("since");
        return new AlertBefore(status, happened?.Value, severity);
    }

    private static AlertStatus? Status(string text) => text switch
    {
        "firing" => AlertStatus.Firing,
        "resolved" => AlertStatus.Resolved,
        _ => null,
    };
}
