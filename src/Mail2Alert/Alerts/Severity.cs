namespace Mail2Alert.Alerts;

internal enum Severity
{
    Info,
    Warning,
    Error,
    Critical,
}
