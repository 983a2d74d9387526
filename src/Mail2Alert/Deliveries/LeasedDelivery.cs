using Mail2Alert.Channels;
using Mail2Alert.Smtp;

namespace Mail2Alert.Deliveries;

/// <summary>A delivery whose turn it is, and that nobody else attempts until its end is recorded or the lease is over.</summary>
/// <param name="Id">Names it.</param>
/// <param name="Attempt">Which attempt this is, from 1. With <paramref name="Id"/> it proves the lease.</param>
/// <param name="MailId">The mail that it is about.</param>
/// <param name="Target">Whom to tell; null when the mail is handed on.</param>
/// <param name="Recipients">To whom the mail is handed on; empty when a target is told.</param>
/// <param name="Destination">What circuit breaker and concurrency are counted by.</param>
/// <param name="Route">The name of the route that asked for it.</param>
/// <param name="IdempotencyKey">The same at every attempt.</param>
/// <param name="CreatedAt">When it was decided.</param>
internal sealed record LeasedDelivery(
    long Id,
    int Attempt,
    string MailId,
    TargetId? Target,
    IReadOnlyList<SmtpRecipient> Recipients,
    string Destination,
    string Route,
    string IdempotencyKey,
    DateTimeOffset CreatedAt)
{
    /// <summary>The name of the receiver whose target it tells; null when the mail is handed on.</summary>
    public string? Receiver { get; init; }

    /// <summary>What else is to be said to whoever is told; null for most.</summary>
    public string? Note { get; init; }

    /// <summary>What the target said when it was told of this alert before, or at an earlier attempt.</summary>
    public Memo Memo { get; init; } = Memo.None;

    /// <summary>What its receiver's limit did to it so far.</summary>
    public LimitEffect Limited { get; init; }

    /// <summary>When it falls back, if it is not delivered by then; null when it never does, or has.</summary>
    public DateTimeOffset? FallsBackAt { get; init; }
}
