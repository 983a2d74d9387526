namespace Mail2Alert.Alerts;

internal enum AlertStatus
{
    /// <summary>A message with no lasting state.</summary>
    Info,
    Firing,
    Resolved,
}
