using Mail2Alert.Routing;

namespace Mail2Alert.Deliveries;

/// <summary>Counts what a target was told of late, and what is on its way: a place is taken before it is told, and given back if it was not.</summary>
/// <param name="allowance">How often it may be told.</param>
/// <param name="past">When it was told before.</param>
/// <param name="clock">The wall clock, since its times are what a restart leaves.</param>
internal sealed class NotificationWindow(Allowance allowance, IEnumerable<DateTimeOffset> past, TimeProvider clock)
{
    // What is under way ends soon, and shows then when there is room.
    private static readonly TimeSpan UnderWay = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private readonly List<DateTimeOffset> _told = [.. past.Order()];
    private int _underWay;
    private bool _isHolding;

    /// <summary>How long until there may be room; zero when there is.</summary>
    public TimeSpan Wait
    {
        get
        {
            lock (_lock)
            {
                Forget();
                var tooMany = _told.Count + _underWay - allowance.Most;
                return tooMany < 0 ? TimeSpan.Zero
                    : _underWay > 0 ? UnderWay
                    : _told[tooMany] + allowance.Per - clock.GetUtcNow();
            }
        }
    }

    /// <summary>Takes a place, to be given back by <see cref="Ended"/>.</summary>
    /// <returns>False when there is none.</returns>
    public bool TryTake()
    {
        lock (_lock)
        {
            Forget();
            if (_told.Count + _underWay >= allowance.Most)
                return false;
            _underWay++;
            return true;
        }
    }

    public void Ended(bool isTold)
    {
        lock (_lock)
        {
            _underWay--;
            if (isTold)
                _told.Add(clock.GetUtcNow());
        }
    }

    /// <summary>Something is held back.</summary>
    /// <returns>True when it is the first since <see cref="LetGo"/>.</returns>
    public bool Hold()
    {
        lock (_lock)
            return !_isHolding && (_isHolding = true);
    }

    /// <summary>What was held back is told.</summary>
    public void LetGo()
    {
        lock (_lock)
            _isHolding = false;
    }

    // What was told in what is the future now: the clock was set back, and nobody waits longer for that.
    private void Forget()
    {
        var now = clock.GetUtcNow();
        _told.RemoveAll(at => now - at >= allowance.Per || at > now);
    }
}
