using System.Collections.Frozen;
using Mail2Alert.Routing;

namespace Mail2Alert.Configuration.Sections;

/// <summary>What a condition may look at. A label that nobody sets would never match, so a name not in here is a mistake.</summary>
internal static class FieldNames
{
    /// <summary>Names that sources give.</summary>
    public static IReadOnlyList<string> Labels { get; } =
    [
        "source", "pipeline", "counter", "stage", "stage_counter", "event", "group", "status", "severity", "subject", "from", "to",
        "cancelled_by", "server", "expectation",
    ];

    private static readonly FrozenDictionary<string, Field> Fields =
        Labels.Select(name => new Field.Label(name)).Concat(MailFields.Texts).ToFrozenDictionary(field => field.Name, StringComparer.Ordinal);

    public static IReadOnlyList<string> All => Fields.Keys;

    public static Field? Find(string name) => Fields.GetValueOrDefault(name);

    /// <summary>The values of a field that has no others; null where any is possible.</summary>
    public static IReadOnlyList<string>? ValuesOf(string name, KnownNames known) => name switch
    {
        "source" => known.Sources,
        "listener" => known.Listeners,
        "login" => known.Logins,
        "status" => ["info", "firing", "resolved"],
        "severity" => ["info", "warning", "error", "critical"],
        _ => null,
    };
}
