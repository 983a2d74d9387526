using Mail2Alert.Channels;

namespace Mail2Alert.Deliveries;

/// <summary>
/// Keeps to a pace: so many at once after a rest, then one each so often. It knows when the next burst would be whole again, and nothing else
/// (the generic cell rate algorithm, ITU-T I.371 Annex A). Not for several threads.
/// </summary>
internal sealed class PaceMeter(Pace pace, TimeProvider clock)
{
    private readonly long _start = clock.GetTimestamp();
    private TimeSpan _restedAt;

    /// <summary>How many may go now.</summary>
    public int Room => pace.Burst - (int)Math.Ceiling(Ahead / pace.Every);

    /// <summary>How long until one may go.</summary>
    public TimeSpan Wait => Ahead - ((pace.Burst - 1) * pace.Every) is var wait && wait > TimeSpan.Zero ? wait : TimeSpan.Zero;

    private TimeSpan Ahead => _restedAt - clock.GetElapsedTime(_start) is var ahead && ahead > TimeSpan.Zero ? ahead : TimeSpan.Zero;

    /// <summary>One goes.</summary>
    public void Take() => _restedAt = clock.GetElapsedTime(_start) + Ahead + pace.Every;
}
