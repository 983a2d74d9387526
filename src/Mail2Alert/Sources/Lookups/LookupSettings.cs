namespace Mail2Alert.Sources.Lookups;

/// <param name="Source">Name of the source it belongs to.</param>
/// <param name="Name">What is looked up: <c>groups</c>.</param>
/// <param name="FreshFor">How long a copy is given out without asking again.</param>
/// <param name="WaitAtMost">How long a caller waits.</param>
internal sealed record LookupSettings(string Source, string Name, TimeSpan FreshFor, TimeSpan WaitAtMost)
{
    /// <summary>
    /// How long a fetch may take. Longer than anybody waits for it, so that a slow API still fills the cache for the mails to come.
    /// </summary>
    public TimeSpan FetchAtMost => WaitAtMost * 3;

    /// <summary>
    /// How long nobody asks again after a failure: long enough not to hammer an API that is down, short enough to see soon that it is back.
    /// </summary>
    public TimeSpan RestAfterFailure { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How many answers are remembered where there is one for each address. Some kilobytes each.</summary>
    public int MostCopies { get; init; } = 1000;
}
