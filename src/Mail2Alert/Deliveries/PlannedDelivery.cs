using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Mail2Alert.Alerts;
using Mail2Alert.Routing;
using Mail2Alert.Smtp;

namespace Mail2Alert.Deliveries;

/// <summary>A delivery that a decision calls for. It tells a target, or hands the mail itself on to recipients.</summary>
internal sealed record PlannedDelivery
{
    private PlannedDelivery()
    {
    }

    /// <summary>Whom to tell; null when the mail is handed on.</summary>
    public TargetId? Target { get; private init; }

    /// <summary>To whom the mail is handed on, with what its sender asked for; empty when a target is told.</summary>
    public IReadOnlyList<SmtpRecipient> Recipients { get; private init; } = [];

    /// <summary>What circuit breaker and concurrency are counted by. No secrets.</summary>
    public required string Destination { get; init; }

    /// <summary>Deliveries of one lane go out one after the other, in the order in which they were decided.</summary>
    public required long Lane { get; init; }

    /// <summary>The name of the route that asked for it.</summary>
    public required string Route { get; init; }

    /// <summary>The same at every attempt, for targets that can tell a repetition.</summary>
    public required string IdempotencyKey { get; init; }

    /// <summary>The name of the receiver whose target is told; null when the mail is handed on.</summary>
    public string? Receiver { get; private init; }

    /// <summary>How long the target may go without the news before the receiver's fallback is told; null when it has none.</summary>
    public TimeSpan? FallsBackAfter { get; private init; }

    /// <summary>What else is to be said to whoever is told, as a fallback; null for most.</summary>
    public string? Note { get; init; }

    /// <summary>When it was decided, if that was earlier than it is stored.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>How the first attempt ended, when there was one before the mail was stored; null when there was none.</summary>
    public AttemptEnd? FirstAttempt { get; init; }

    public static PlannedDelivery Tell(string mailId, Alert alert, Target target, string route, string destination, Receiver? receiver = null)
    {
        var id = TargetId.Of(target);
        return new PlannedDelivery
        {
            Target = id,
            Destination = destination,
            Lane = LaneOf(alert, id),
            Route = route,
            IdempotencyKey = $"{mailId}.{id.Id}",
            Receiver = receiver?.Name,
            FallsBackAfter = receiver?.Fallback?.After,
        };
    }

    /// <summary>News of one alert for one target stays in order.</summary>
    public static long LaneOf(Alert alert, TargetId target) => Hash($"{target.Id}\n{alert.Source}\n{alert.Key}");

    /// <summary>Mail that is no alert has no order to keep: each has a lane of its own.</summary>
    public static PlannedDelivery HandOn(string mailId, IReadOnlyList<SmtpRecipient> recipients, string route, string destination)
    {
        var hash = Hash($"{mailId}\n{string.Join('\n', recipients.Select(recipient => recipient.Address))}");
        return new PlannedDelivery
        {
            Recipients = recipients,
            Destination = destination,
            Lane = hash,
            Route = route,
            IdempotencyKey = $"{mailId}.{hash:x16}",
        };
    }

    // Should two lanes ever share a number, they share an order too: later than need be, never wrong.
    private static long Hash(string text) => BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
