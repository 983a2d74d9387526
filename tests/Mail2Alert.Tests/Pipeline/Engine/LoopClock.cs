using Microsoft.Extensions.Time.Testing;

namespace Mail2Alert.Tests.Pipeline.Engine;

/// <summary>
/// A fake clock that knows when the next one wants to wake up: a test never moves time past that moment.
/// </summary>
internal sealed class LoopClock : FakeTimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<Alarm> _set = [];

    public LoopClock() : base(new DateTimeOffset(2026, 11, 23, 1, 0, 0, TimeSpan.Zero))
    {
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (period != Timeout.InfiniteTimeSpan || dueTime == Timeout.InfiniteTimeSpan)
            return base.CreateTimer(callback, state, dueTime, period);
        var alarm = new Alarm(this, GetUtcNow() + dueTime);
        lock (_lock)
            _set.Add(alarm);
        alarm.Timer = base.CreateTimer(
            given =>
            {
                Remove(alarm);
                callback(given);
            },
            state,
            dueTime,
            period);
        return alarm;
    }

    /// <summary>Moves to the next alarm, at the most this far.</summary>
    public void Step(TimeSpan most)
    {
        TimeSpan next;
        lock (_lock)
            next = _set.Select(alarm => alarm.At - GetUtcNow()).Append(most).Min();
        Advance(next > TimeSpan.Zero ? next : TimeSpan.FromMilliseconds(1));
    }

    private void Remove(Alarm alarm)
    {
        lock (_lock)
            _set.Remove(alarm);
    }

    private sealed class Alarm(LoopClock clock, DateTimeOffset at) : ITimer
    {
        public DateTimeOffset At => at;

        public ITimer? Timer { get; set; }

        public bool Change(TimeSpan dueTime, TimeSpan period) => Timer!.Change(dueTime, period);

        public void Dispose()
        {
            clock.Remove(this);
            Timer?.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }
}
