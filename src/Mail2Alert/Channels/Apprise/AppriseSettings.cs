namespace Mail2Alert.Channels.Apprise;

/// <summary>How URLs that only Apprise knows get to it.</summary>
internal abstract record AppriseSettings
{
    private AppriseSettings()
    {
    }

    /// <summary>By a server of apprise-api.</summary>
    /// <param name="Address">Ends with a slash.</param>
    public sealed record Server(Uri Address) : AppriseSettings;

    /// <summary>By its command.</summary>
    /// <param name="File">Its absolute path.</param>
    public sealed record Command(string File) : AppriseSettings;
}
