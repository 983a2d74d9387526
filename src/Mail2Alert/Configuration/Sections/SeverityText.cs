using Mail2Alert.Alerts;

namespace Mail2Alert.Configuration.Sections;

/// <summary>Severities as files have them.</summary>
internal static class SeverityText
{
    public const string Expected = "info, warning, error or critical";

    /// <returns>Null when it is none.</returns>
    public static Severity? Parse(string text) =>
        Enum.GetNames<Severity>().Contains(text, StringComparer.OrdinalIgnoreCase) ? Enum.Parse<Severity>(text, ignoreCase: true) : null;
}
