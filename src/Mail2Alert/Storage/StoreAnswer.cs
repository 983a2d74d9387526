namespace Mail2Alert.Storage;

/// <summary>What became of a change.</summary>
internal abstract record StoreAnswer
{
    private StoreAnswer()
    {
    }

    /// <summary>Why it was not done, in a sentence; null when it was.</summary>
    public string? Refusal => this switch
    {
        Full full => full.Why,
        Failed failed => failed.Why,
        Gone gone => gone.Why,
        _ => null,
    };

    /// <summary>It is on disk.</summary>
    public sealed record Done : StoreAnswer
    {
        public static Done Instance { get; } = new();
    }

    /// <summary>There is no room, in memory or on disk: 452.</summary>
    public sealed record Full(string Why) : StoreAnswer;

    /// <summary>It could not be written: 451.</summary>
    public sealed record Failed(string Why) : StoreAnswer;

    /// <summary>There is nothing to change any more.</summary>
    public sealed record Gone(string Why) : StoreAnswer;
}
