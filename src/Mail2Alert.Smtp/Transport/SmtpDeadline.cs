namespace Mail2Alert.Smtp.Transport;

/// <summary>
/// A point in time that moves with every wait. Moving it away is one write: the timer finds out when it goes off, and sleeps on.
/// </summary>
internal sealed class SmtpDeadline(TimeProvider time, Action expired) : IAsyncDisposable
{
    private const long Never = long.MaxValue;

    private readonly Lock _lock = new();
    private ITimer? _timer;
    private long _due = Never;
    private long _wakeUp = Never;

    public void Set(TimeSpan after)
    {
        lock (_lock)
        {
            _due = time.GetTimestamp() + (long)(after.TotalSeconds * time.TimestampFrequency);
            if (_due < _wakeUp)
            {
                WakeUpWhenDue();
            }
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _due = Never;
        }
    }

    /// <summary>Returns when no timer is running or going to run.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_timer is not null)
        {
            await _timer.DisposeAsync().ConfigureAwait(false);
        }
    }

    private void WakeUpWhenDue()
    {
        _wakeUp = _due;
        var wait = time.GetElapsedTime(time.GetTimestamp(), _due);
        _timer ??= time.CreateTimer(
            static deadline => ((SmtpDeadline)deadline!).WakeUp(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timer.Change(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    private void WakeUp()
    {
        // The callback runs outside the lock: it wakes the session, which moves the deadline.
        if (IsDue())
        {
            expired();
        }
    }

    private bool IsDue()
    {
        lock (_lock)
        {
            _wakeUp = Never;
            if (_due == Never)
            {
                return false;
            }

            if (time.GetTimestamp() < _due)
            {
                WakeUpWhenDue();
                return false;
            }

            _due = Never;
            return true;
        }
    }
}
