namespace Mail2Alert.Storage;

/// <summary>How opening a store ended.</summary>
internal abstract record StoreOpening
{
    private StoreOpening()
    {
    }

    /// <param name="Store">Ready for use.</param>
    /// <param name="SetAside">What was damaged and could not be used as it was; null in the normal case. To be told loudly.</param>
    /// <param name="NeedsCheck">True when the last stop was a crash and there was no time to look at everything: check in the background.</param>
    public sealed record Opened(IStore Store, SetAside? SetAside, bool NeedsCheck) : StoreOpening;

    /// <summary>Somebody has to do something first; the sentence says what.</summary>
    public sealed record Refused(string Why) : StoreOpening
    {
        /// <summary>True when another process has it open.</summary>
        public bool IsInUse { get; init; }
    }
}

/// <summary>A damaged store that was replaced by what could be read of it.</summary>
/// <param name="Path">Where the damaged one lies now.</param>
/// <param name="Why">What was found.</param>
/// <param name="Carried">Rows carried over, by table.</param>
/// <param name="Unreadable">Rows that could not be read, as far as that can be known, by table.</param>
internal sealed record SetAside(
    string Path, string Why, IReadOnlyDictionary<string, long> Carried, IReadOnlyDictionary<string, long> Unreadable);
