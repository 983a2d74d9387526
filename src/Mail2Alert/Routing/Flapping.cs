using Mail2Alert.Alerts;

namespace Mail2Alert.Routing;

/// <summary>When an alert comes and goes so often that nobody wants to hear it each time.</summary>
/// <param name="Changes">After so many changes between firing and resolved,</param>
/// <param name="Within">within any time of this length.</param>
internal sealed record Flapping(int Changes, TimeSpan Within)
{
    /// <summary>What holds where a route says that flapping matters, and not when it begins.</summary>
    public static Flapping Default { get; } = new(6, TimeSpan.FromHours(1));

    /// <summary>What must be remembered for all of these; null when there are none.</summary>
    public static Flapping? Widest(IEnumerable<Flapping> all) => all.Aggregate(
        default(Flapping),
        (widest, one) => widest is null ? one : new Flapping(Math.Max(widest.Changes, one.Changes), widest.Within > one.Within ? widest.Within : one.Within));

    /// <summary>True as long as that many changes, oldest first, are not older than that.</summary>
    public bool IsSeenIn(IReadOnlyList<DateTimeOffset> changes, DateTimeOffset now) =>
        changes.Count >= Changes && changes[^Changes] + Within > now;

    /// <summary>The state with its last changes, as many as matter.</summary>
    /// <param name="before">What was remembered of the alert.</param>
    /// <param name="state">What is remembered of it from now on.</param>
    /// <param name="at">When that came.</param>
    public AlertState Follow(AlertState? before, AlertState state, DateTimeOffset at) =>
        before?.Status is not { } status || state.Status is null || state.Status == status ? state
        : state with { Changes = [.. before.Changes.Append(at).Where(change => change + Within > at).TakeLast(Changes)] };

    /// <summary><c>6 changes in 1h</c>.</summary>
    public override string ToString() => $"{Changes} changes in {WrittenSpan.Of(Within)}";
}
