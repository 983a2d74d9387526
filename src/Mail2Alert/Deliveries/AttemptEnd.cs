using Mail2Alert.Channels;
using Mail2Alert.Smtp;

namespace Mail2Alert.Deliveries;

/// <summary>What follows from one attempt for its delivery.</summary>
internal abstract record AttemptEnd
{
    private AttemptEnd()
    {
    }

    /// <summary>Recipients for whom it ended otherwise: the mail server took the mail for some of them only.</summary>
    public IReadOnlyList<RecipientEnd> Apart { get; init; } = [];

    /// <summary>What to remember of the target for later news of the alert, or for the next attempt; null to leave that as it is.</summary>
    public Memo? Memo { get; init; }

    /// <summary>What it calls for beyond this delivery.</summary>
    public FollowUp FollowUp { get; init; } = FollowUp.None;

    /// <param name="Reference">What the target calls it; null when it does not say.</param>
    public sealed record Delivered(string? Reference = null) : AttemptEnd;

    /// <param name="Why">A sentence for people, without secrets.</param>
    /// <param name="After">How long to wait before the next attempt.</param>
    public sealed record Again(string Why, TimeSpan After) : AttemptEnd;

    /// <param name="Why">A sentence for people, without secrets.</param>
    /// <param name="Reply">The mail server's own words, where there are any.</param>
    public sealed record Dead(string Why, SmtpReply? Reply = null) : AttemptEnd
    {
        /// <summary>True when it was tried for too long, false when it was refused for good.</summary>
        public bool IsGivenUp { get; init; }
    }

    /// <summary>Nothing was sent, since its target was told as often as its receiver allows: it does not count as an attempt.</summary>
    /// <param name="Why">A sentence for people.</param>
    /// <param name="For">Until there may be room again.</param>
    public sealed record HeldBack(string Why, TimeSpan For) : AttemptEnd;

    /// <summary>Nothing was sent (the program stops, a circuit is open): it does not count as an attempt.</summary>
    public sealed record NotTried : AttemptEnd;
}
