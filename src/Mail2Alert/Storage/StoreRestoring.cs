namespace Mail2Alert.Storage;

/// <summary>How restoring a backup ended.</summary>
internal abstract record StoreRestoring
{
    private StoreRestoring()
    {
    }

    /// <summary>The backup is the store now.</summary>
    /// <param name="Aside">Where the store lies that was there before; null when there was none.</param>
    /// <param name="Mails">How many mails there are.</param>
    /// <param name="Open">Deliveries that were open when the backup was made.</param>
    /// <param name="Undecided">Mails that nobody had decided about.</param>
    /// <param name="Lacks">What the backup lacked.</param>
    public sealed record Restored(string? Aside, long Mails, long Open, long Undecided, IReadOnlyList<string> Lacks) : StoreRestoring;

    /// <summary>Nothing was changed; the sentence says what to do.</summary>
    public sealed record Refused(string Why) : StoreRestoring;
}
