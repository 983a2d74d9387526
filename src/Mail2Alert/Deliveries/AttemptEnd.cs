namespace Mail2Alert.Deliveries;

/// <summary>What follows from one attempt for its delivery.</summary>
internal abstract record AttemptEnd
{
    private AttemptEnd()
    {
    }

    /// <param name="Reference">What the target calls it; null when it does not say.</param>
    public sealed record Delivered(string? Reference = null) : AttemptEnd;

    /// <param name="Why">A sentence for people, without secrets.</param>
    /// <param name="After">How long to wait before the next attempt.</param>
    public sealed record Again(string Why, TimeSpan After) : AttemptEnd;

    /// <param name="Why">A sentence for people, without secrets.</param>
    public sealed record Dead(string Why) : AttemptEnd;

    /// <summary>Nothing was sent (the program stops, a circuit is open): it does not count as an attempt.</summary>
    public sealed record NotTried : AttemptEnd;
}
