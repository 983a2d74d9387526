using Mail2Alert.Alerts;

namespace Mail2Alert.Channels;

/// <summary>The four words that Apprise has for status and severity together.</summary>
internal static class NotifyType
{
    public static string Of(Alert alert) => alert switch
    {
        { Status: AlertStatus.Resolved } => "success",
        { Severity: Severity.Info } => "info",
        { Severity: Severity.Warning } => "warning",
        _ => "failure",
    };
}
