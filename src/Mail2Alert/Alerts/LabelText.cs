namespace Mail2Alert.Alerts;

/// <summary>Status and severity as labels have them, and people read them: <c>firing</c>, <c>critical</c>.</summary>
internal static class LabelText
{
    public static string ToLabel(this AlertStatus status) => status.ToString().ToLowerInvariant();

    public static string ToLabel(this Severity severity) => severity.ToString().ToLowerInvariant();
}
