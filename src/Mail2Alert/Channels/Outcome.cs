using Mail2Alert.Smtp;

namespace Mail2Alert.Channels;

/// <summary>How one attempt at one target ended.</summary>
internal abstract record Outcome
{
    private Outcome()
    {
    }

    /// <summary>What to remember of the target for later news of the alert, or for the next attempt; null to leave that as it is.</summary>
    public Memo? Memo { get; init; }

    /// <summary>The target took it over.</summary>
    /// <param name="Reference">What the target calls it, such as the relay's queue id; null when it does not say.</param>
    public sealed record Delivered(string? Reference = null) : Outcome;

    /// <summary>Not now: another attempt may succeed.</summary>
    /// <param name="Why">A sentence for people, without secrets.</param>
    /// <param name="After">How long the target asks us to wait, where it says so.</param>
    /// <param name="Reply">The mail server's own words, where there is one.</param>
    public sealed record Retry(string Why, TimeSpan? After = null, SmtpReply? Reply = null) : Outcome;

    /// <summary>Never: the same attempt would fail again.</summary>
    /// <param name="Why">A sentence for people, without secrets.</param>
    /// <param name="Reply">The mail server's own words, where there is one.</param>
    public sealed record Failed(string Why, SmtpReply? Reply = null) : Outcome
    {
        /// <summary>True when it may succeed with less to say.</summary>
        public bool IsTooLarge { get; init; }
    }

    /// <summary>The mail server took the mail for some of its recipients only.</summary>
    /// <param name="Rest">How it ended for all others.</param>
    /// <param name="Refused">Each of these for itself.</param>
    public sealed record Mixed(Outcome Rest, IReadOnlyList<RefusedRecipient> Refused) : Outcome;
}
