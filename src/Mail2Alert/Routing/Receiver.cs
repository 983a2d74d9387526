namespace Mail2Alert.Routing;

/// <summary>A named list of targets.</summary>
internal sealed record Receiver(string Name, IReadOnlyList<Target> Targets)
{
    /// <summary>Who is told when a target of this one fails; null when nobody is.</summary>
    public Fallback? Fallback { get; init; }

    /// <summary>How long its deliveries are tried; null for as long as any other.</summary>
    public TimeSpan? GiveUp { get; init; }

    /// <summary>How often each of its targets is told; null for as often as there is news.</summary>
    public Allowance? Limit { get; init; }

    /// <summary>How it wants things said; null for as usual.</summary>
    public Wording? Wording { get; init; }
}
