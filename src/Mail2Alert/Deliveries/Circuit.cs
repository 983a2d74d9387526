namespace Mail2Alert.Deliveries;

/// <summary>
/// One destination's health. After five failures in a row it counts as down, and as soon as it asks to be left alone it is: then one delivery
/// at a time finds out whether it is back, with growing pauses, and the first that goes through lets all others follow. Before it has
/// answered, it is trusted with a few at once, and with one more for each answer: one that hangs takes no more of what is there for all.
/// </summary>
internal sealed class Circuit(TimeProvider clock)
{
    private const int FailuresToOpen = 5;

    // Far beyond any limit on what is sent to one destination.
    private const int MostTrust = 1_000_000;

    /// <summary>So many at once without an answer.</summary>
    public const int FirstTrust = 4;

    // As soon as a delivery alone would be tried again; and when it is back after hours, that shows within minutes.
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    private readonly Lock _lock = new();
    private int _failures;
    private int _trust = FirstTrust;
    private long _failing;
    private long _paused;
    private TimeSpan _pause;
    private TimeSpan _asked;
    private bool _isHurried;

    public bool IsOpen
    {
        get
        {
            lock (_lock)
                return _failures >= FailuresToOpen;
        }
    }

    /// <summary>True when the last attempt was answered, or there was none: then there is nothing to remember.</summary>
    public bool IsForgettable
    {
        get
        {
            lock (_lock)
                return _failures == 0;
        }
    }

    /// <summary>How many at once it is trusted with.</summary>
    public int Trust
    {
        get
        {
            lock (_lock)
                return _trust;
        }
    }

    /// <summary>How long nothing went through; zero while all is well.</summary>
    public TimeSpan DownFor
    {
        get
        {
            lock (_lock)
                return _failures == 0 ? TimeSpan.Zero : clock.GetElapsedTime(_failing);
        }
    }

    /// <summary>How long to wait before the next delivery may find out; zero when it may now, or while the circuit is closed.</summary>
    public TimeSpan Wait
    {
        get
        {
            lock (_lock)
            {
                var left = _failures < FailuresToOpen || _isHurried ? TimeSpan.Zero : (_asked > _pause ? _asked : _pause) - clock.GetElapsedTime(_paused);
                return left > TimeSpan.Zero ? left : TimeSpan.Zero;
            }
        }
    }

    /// <summary>Somebody answered there, whatever the answer was.</summary>
    public void Answered()
    {
        lock (_lock)
            (_failures, _pause, _isHurried, _trust) = (0, TimeSpan.Zero, false, Math.Min(_trust, MostTrust) + 1);
    }

    /// <summary>Somebody thinks that it is well again: the next delivery finds out at once.</summary>
    public void Hurry()
    {
        lock (_lock)
            _isHurried = true;
    }

    /// <summary>Nobody could be reached, or somebody asks to be left alone.</summary>
    /// <param name="wasProbe">False for an attempt that began before the circuit opened: it says nothing new then.</param>
    /// <param name="asked">For how long (RFC 9110 §10.2.3); null when nobody asked. It is about the target, so all that wait for it wait.</param>
    public void Failed(bool wasProbe, TimeSpan? asked = null)
    {
        lock (_lock)
        {
            if (_failures >= FailuresToOpen && !wasProbe)
                return;
            if (_failures == 0)
                _failing = clock.GetTimestamp();
            _trust = FirstTrust;
            _failures = asked is null ? _failures + 1 : FailuresToOpen;
            if (_failures < FailuresToOpen)
                return;
            _asked = asked < RetrySchedule.LongestAsked ? asked.Value : asked is null ? TimeSpan.Zero : RetrySchedule.LongestAsked;
            _pause = _pause == TimeSpan.Zero ? FirstPause : _pause * 2 < LongestPause ? _pause * 2 : LongestPause;
            _paused = clock.GetTimestamp();
            _isHurried = false;
        }
    }
}
