using System.Diagnostics;
using Mail2Alert.Deliveries;

namespace Mail2Alert.Storage.Sqlite;

/// <summary>What the end of an attempt makes of a row.</summary>
/// <param name="State">The new state.</param>
/// <param name="Due">When the next attempt is due, unix milliseconds; null to leave that as it is.</param>
/// <param name="Reason">For the last reason; null to leave that as it is.</param>
/// <param name="Counts">False when nothing was sent.</param>
internal readonly record struct DeliveryEnd(DeliveryState State, long? Due, string? Reason, bool Counts)
{
    public bool IsFinished => State is DeliveryState.Delivered or DeliveryState.Dead;

    /// <summary>How long a limit holds it back, milliseconds; 0 when none does.</summary>
    public long HeldFor { get; init; }

    /// <summary>True for what the list of attempts keeps.</summary>
    public bool IsWorthRemembering => Counts && State != DeliveryState.Delivered;

    public static DeliveryEnd Of(AttemptEnd? end, long now) => end switch
    {
        AttemptEnd.Delivered delivered => new(DeliveryState.Delivered, null, delivered.Reference, true),
        AttemptEnd.Again again => new(DeliveryState.Pending, now + (long)again.After.TotalMilliseconds, again.Why, true),
        AttemptEnd.Dead dead => new(DeliveryState.Dead, null, dead.Why, true),
        AttemptEnd.HeldBack held => new(DeliveryState.Pending, now + Held(held), held.Why, false) { HeldFor = Held(held) },
        AttemptEnd.NotTried or null => new(DeliveryState.Pending, null, null, false),
        _ => throw new UnreachableException(),
    };

    // Rounded up: who comes a moment too early is held back once more.
    private static long Held(AttemptEnd.HeldBack held) => (long)Math.Ceiling(held.For.TotalMilliseconds);
}
