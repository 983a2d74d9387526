namespace Mail2Alert.Sources.Mailrise;

/// <summary>What Apprise calls the type of a notification.</summary>
internal enum MailriseType
{
    Info,
    Success,
    Warning,
    Failure,
}

internal static class MailriseTypes
{
    /// <summary>As it stands in addresses and labels.</summary>
    public static string ToWord(this MailriseType type) => type switch
    {
        MailriseType.Success => "success",
        MailriseType.Warning => "warning",
        MailriseType.Failure => "failure",
        _ => "info",
    };
}
