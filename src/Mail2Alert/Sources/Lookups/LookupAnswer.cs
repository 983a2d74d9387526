namespace Mail2Alert.Sources.Lookups;

/// <summary>What a lookup can tell.</summary>
internal abstract record LookupAnswer<T>
    where T : class
{
    private LookupAnswer()
    {
    }

    /// <summary>The value, old or new; null when there is none.</summary>
    public abstract T? Value { get; }

    /// <summary>A sentence on what went wrong; null when nothing did.</summary>
    public abstract string? Trouble { get; }

    public sealed record Fresh(T Known) : LookupAnswer<T>
    {
        public override T? Value => Known;

        public override string? Trouble => null;
    }

    /// <summary>An old copy, since there was no new one to be had.</summary>
    public sealed record Stale(T Known, TimeSpan Age, string Why) : LookupAnswer<T>
    {
        public override T? Value => Known;

        public override string? Trouble => Why;
    }

    public sealed record Missing(string Why) : LookupAnswer<T>
    {
        public override T? Value => null;

        public override string? Trouble => Why;
    }
}
