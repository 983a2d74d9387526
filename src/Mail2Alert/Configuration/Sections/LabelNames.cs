namespace Mail2Alert.Configuration.Sections;

/// <summary>The labels a condition may name. One that nobody sets would never match, so a name not in here is a mistake.</summary>
internal static class LabelNames
{
    public static IReadOnlyList<string> All { get; } =
    [
        "source", "pipeline", "counter", "stage", "stage_counter", "event", "group", "status", "severity", "subject", "from", "to",
        "cancelled_by", "server", "expectation",
    ];

    /// <summary>The values of a label that has no others; null where any is possible.</summary>
    public static IReadOnlyList<string>? ValuesOf(string label) => label switch
    {
        "status" => ["info", "firing", "resolved"],
        "severity" => ["info", "warning", "error", "critical"],
        _ => null,
    };
}
