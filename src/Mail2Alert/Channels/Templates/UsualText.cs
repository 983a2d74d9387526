using Mail2Alert.Alerts;

namespace Mail2Alert.Channels.Templates;

/// <summary>What is said of an alert where nobody wrote a template.</summary>
internal static class UsualText
{
    private const int MostLabels = 4;
    private const int LongestLabel = 60;

    // What tells one alert from others of its kind, in the order of use.
    private static readonly string[] Telling =
    [
        "host", "instance", "node", "device", "service", "check", "unit", "job", "pipeline", "stage", "repository", "branch", "project", "group",
        "cluster", "namespace", "environment", "site", "failed_jobs", "cancelled_by",
    ];

    /// <summary>The title; where nothing else shows status and severity, behind a word for them, unless the mail has that word already.</summary>
    public static string Title(Alert alert, bool showsStatus) =>
        showsStatus || Word(alert) is not { } word || alert.Title.Contains(word, StringComparison.OrdinalIgnoreCase) ? alert.Title : $"{word}: {alert.Title}";

    public static string Note(string note) => $"{char.ToUpperInvariant(note[0])}{note[1..]}";

    /// <summary>A line of labels of which neither title nor text tells; null for none.</summary>
    public static string? Labels(Alert alert)
    {
        var told = Telling
            .Select(name => (Name: name, Value: alert.Labels[name]))
            .Where(label => label.Value is { Length: > 0 and <= LongestLabel } value && !IsTold(alert, value))
            .Take(MostLabels)
            .Select(label => $"{label.Name.Replace('_', ' ')}: {label.Value!.Replace('\n', ' ')}")
            .ToList();
        return told.Count == 0 ? null : string.Join(", ", told);
    }

    private static bool IsTold(Alert alert, string value) =>
        alert.Title.Contains(value, StringComparison.OrdinalIgnoreCase) || alert.Text.Contains(value, StringComparison.OrdinalIgnoreCase);

    private static string? Word(Alert alert) => alert switch
    {
        { Status: AlertStatus.Resolved } => "Resolved",
        { Status: AlertStatus.Info, Severity: Severity.Info } => null,
        { Severity: Severity.Critical } => "Critical",
        { Severity: Severity.Error } => "Error",
        { Severity: Severity.Warning } => "Warning",
        _ => null,
    };
}
