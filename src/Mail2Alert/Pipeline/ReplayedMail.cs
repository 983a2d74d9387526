namespace Mail2Alert.Pipeline;

/// <summary>What came, or would come, of a replay.</summary>
/// <param name="Mail">The mail's id.</param>
/// <param name="To">Whom the decision names, wanted or not.</param>
/// <param name="Why">The decision in sentences.</param>
/// <param name="Trouble">Why nothing could be queued; null when all is well.</param>
internal sealed record ReplayedMail(string Mail, IReadOnlyList<ReplayedTarget> To, IReadOnlyList<string> Why, string? Trouble)
{
    /// <summary>When it came; null when it is not there.</summary>
    public DateTimeOffset? ReceivedAt { get; init; }

    /// <summary>MAIL FROM.</summary>
    public string? Sender { get; init; }

    public string? Subject { get; init; }
}

/// <summary>One whom the decision names.</summary>
/// <param name="Target">As people read it.</param>
/// <param name="Route">The name of the route that asks for it.</param>
/// <param name="Skipped">Why nothing is queued for it; null when something is, or would be.</param>
internal sealed record ReplayedTarget(string Target, string Route, string? Skipped);
