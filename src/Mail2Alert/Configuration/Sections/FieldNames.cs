using System.Collections.Frozen;
using Mail2Alert.Routing;

namespace Mail2Alert.Configuration.Sections;

/// <summary>What a condition may look at. A label that nobody sets would never match, so a name not in here is a mistake.</summary>
internal static class FieldNames
{
    private static readonly string[] Labels =
    [
        "source", "pipeline", "counter", "stage", "stage_counter", "event", "group", "status", "severity", "subject", "from", "to",
        "cancelled_by", "server", "expectation", "label", "committers", "materials", "failed_jobs", "approved_by", "previous_result", "reconciled",
    ];

    private static readonly FrozenDictionary<string, Field> Fields =
        Labels.Select(name => new Field.Label(name)).Concat(MailFields.Texts).ToFrozenDictionary(field => field.Name, StringComparer.Ordinal);

    /// <summary>Names that sources give, found out when somebody goes through them.</summary>
    public static IEnumerable<string> LabelsOf(KnownNames known)
    {
        foreach (var name in Labels.Union(known.Labels))
            yield return name;
    }

    public static IReadOnlyList<string> All(KnownNames known) => [.. Fields.Keys.Union(known.Labels)];

    public static Field? Find(string name, KnownNames known) =>
        Fields.GetValueOrDefault(name) ?? (known.Labels.Contains(name) ? new Field.Label(name) : null);

    /// <summary>The values of a field that has no others; null where any is possible.</summary>
    public static IReadOnlyList<string>? ValuesOf(string name, KnownNames known) => name switch
    {
        "source" => known.Sources,
        "listener" => known.Listeners,
        "login" => known.Logins,
        "recipient" when known.Recipients.Count > 0 => known.Recipients,
        "status" => ["info", "firing", "resolved"],
        "severity" => ["info", "warning", "error", "critical"],
        _ => null,
    };
}
