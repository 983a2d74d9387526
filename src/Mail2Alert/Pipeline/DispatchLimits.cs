using Mail2Alert.Channels;

namespace Mail2Alert.Pipeline;

/// <summary>How much is sent at the same time, and for how long.</summary>
/// <param name="All">Deliveries at the same time.</param>
/// <param name="PerDestination">Of these, to one destination.</param>
/// <param name="Time">For one attempt.</param>
internal sealed record DispatchLimits(int All, int PerDestination, TimeSpan Time)
{
    /// <summary>How fast a destination may be told; null for as fast as it goes.</summary>
    public Func<string, Pace?> PaceOf { get; init; } = _ => null;

    /// <summary>An end that cannot be written down is tried to be for this much longer: until then nobody sends it again.</summary>
    public TimeSpan Lease => Time + TimeSpan.FromHours(1);
}
