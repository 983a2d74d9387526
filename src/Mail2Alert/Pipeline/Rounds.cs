using Mail2Alert.Deliveries;

namespace Mail2Alert.Pipeline;

/// <summary>A loop that has something to do now and then, and outlasts whatever goes wrong in a round.</summary>
internal sealed class Rounds(WakeUp wake, TimeProvider clock)
{
    // The clock may be set at any time, and what is due next may be put off or brought forward meanwhile.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1);

    /// <summary>How long a round that works by the clock may wait for the next.</summary>
    /// <param name="due">When something is due next; null for never.</param>
    /// <param name="clock">Says what the time is.</param>
    public static TimeSpan Until(DateTimeOffset? due, TimeProvider clock)
    {
        var wait = due - clock.GetUtcNow() ?? LongestWait;
        return wait > LongestWait ? LongestWait : wait < TimeSpan.FromMilliseconds(1) ? TimeSpan.FromMilliseconds(1) : wait;
    }

    /// <summary>Runs until it is told to stop.</summary>
    /// <param name="round">One round; it says how long to wait for the next, unless there is a hint before. Zero is at once.</param>
    /// <param name="failed">Is told what a round failed with.</param>
    /// <param name="stop">Begin no other round.</param>
    public async Task RunAsync(Func<Task<TimeSpan>> round, Action<Exception> failed, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            wake.Round();
            try
            {
                if (await round() is var wait && wait > TimeSpan.Zero)
                    await wake.WaitAsync(wait, stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // The store may be out of order for a while; who decides and delivers must outlast that, and anything else.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                failed(exception);
                await Task.Delay(RetrySchedule.First, clock, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}
