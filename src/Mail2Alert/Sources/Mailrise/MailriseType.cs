namespace Mail2Alert.Sources.Mailrise;

/// <summary>What Apprise calls the type of a notification.</summary>
internal enum MailriseType
{
    Info,
    Success,
    Warning,
    Failure,
}
