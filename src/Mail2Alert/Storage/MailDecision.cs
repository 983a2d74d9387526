using Mail2Alert.Alerts;
using Mail2Alert.Deliveries;
using Mail2Alert.Messages;

namespace Mail2Alert.Storage;

/// <summary>What was decided of a mail.</summary>
/// <param name="Alert">What a source made of it; null when none claims it.</param>
/// <param name="State">What is remembered of the alert from now on; null to leave that as it is.</param>
/// <param name="Why">The story in sentences.</param>
/// <param name="Deliveries">What is owed; none is an answer too.</param>
internal sealed record MailDecision(Alert? Alert, AlertState? State, IReadOnlyList<string> Why, IReadOnlyList<PlannedDelivery> Deliveries)
{
    // Mail clients show no more, and a header may hold 100 KiB.
    private const int LongestSubject = 250;

    /// <summary>True when the alert's text is the mail's: it is not stored twice.</summary>
    public bool HasMailsText { get; init; }

    /// <summary>True when the story comes behind the one that is there, and does not take its place.</summary>
    public bool IsMore { get; init; }

    /// <summary>What else is remembered, or forgotten, in the same commit.</summary>
    public IReadOnlyList<MemoryRow> Memory { get; init; } = [];

    /// <summary>Mails that it was split into, each with its alert, which are kept in the same commit and wait for their own decisions.</summary>
    public IReadOnlyList<(Message Mail, Alert Alert)> Parts { get; init; } = [];

    /// <summary>The mail's, for lists and searches; null when it could not be read.</summary>
    public string? Subject { get; init => field = value?.Length > LongestSubject ? value[..LongestSubject] : value; }
}
