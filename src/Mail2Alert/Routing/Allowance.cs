namespace Mail2Alert.Routing;

/// <summary>How often a target is told.</summary>
/// <param name="Most">How many notifications at the most,</param>
/// <param name="Per">within any time of this length.</param>
internal sealed record Allowance(int Most, TimeSpan Per)
{
    /// <summary><c>10 in 1h</c>.</summary>
    public override string ToString() => $"{Most} in {WrittenSpan.Of(Per)}";
}
