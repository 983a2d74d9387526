using System.Threading.Channels;

namespace Mail2Alert.Pipeline;

/// <summary>
/// A hint to a loop that there may be something to do. Many are one; losing one costs the wait that it would have cut short. Who only ever
/// sleeps here can be seen to be alive: asleep, or not long in its round.
/// </summary>
internal sealed class WakeUp(TimeProvider clock)
{
    private readonly Channel<bool> _hint = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly Lock _lock = new();
    private bool _isAsleep;
    private long _since = clock.GetTimestamp();

    /// <summary>True while the loop waits, and nobody gave a hint.</summary>
    public bool IsAsleep
    {
        get
        {
            lock (_lock)
                return _isAsleep;
        }
    }

    /// <summary>How long the loop has been in its round; zero while it is asleep.</summary>
    public TimeSpan Busy
    {
        get
        {
            lock (_lock)
                return _isAsleep ? TimeSpan.Zero : clock.GetElapsedTime(_since);
        }
    }

    public void Signal()
    {
        lock (_lock)
        {
            if (_isAsleep)
                (_isAsleep, _since) = (false, clock.GetTimestamp());
            _hint.Writer.TryWrite(true);
        }
    }

    /// <summary>A round begins: how a loop that has too much to do to sleep is seen to be alive.</summary>
    public void Round()
    {
        lock (_lock)
            _since = clock.GetTimestamp();
    }

    /// <summary>Waits for a hint, or for this long.</summary>
    public async Task WaitAsync(TimeSpan most, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_hint.Reader.TryRead(out _))
                return;
            _isAsleep = true;
        }
        await using var timer = clock.CreateTimer(_ => Signal(), null, most, Timeout.InfiniteTimeSpan);
        await _hint.Reader.ReadAsync(cancellationToken);
    }
}
