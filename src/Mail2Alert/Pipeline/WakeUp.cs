using System.Threading.Channels;

namespace Mail2Alert.Pipeline;

/// <summary>A hint that there may be something to do. Many are one; losing one costs the wait that it would have cut short.</summary>
internal sealed class WakeUp(TimeProvider clock)
{
    private readonly Channel<bool> _hint = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Signal() => _hint.Writer.TryWrite(true);

    /// <summary>Waits for a hint, or for this long.</summary>
    public async Task WaitAsync(TimeSpan most, CancellationToken cancellationToken)
    {
        await using var timer = clock.CreateTimer(_ => Signal(), null, most, Timeout.InfiniteTimeSpan);
        await _hint.Reader.ReadAsync(cancellationToken);
    }
}
