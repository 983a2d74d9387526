namespace Mail2Alert.Sources.Lookups;

/// <summary>What one fetch brought.</summary>
internal abstract record Fetched<T>
    where T : class
{
    private Fetched()
    {
    }

    public sealed record Got(T Value) : Fetched<T>;

    /// <param name="Why">A sentence for whoever is to mend it.</param>
    public sealed record Failed(string Why) : Fetched<T>;
}
