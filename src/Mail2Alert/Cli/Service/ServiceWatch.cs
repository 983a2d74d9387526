using System.Globalization;
using Mail2Alert.Pipeline;

namespace Mail2Alert.Cli.Service;

/// <summary>
/// Tells the service manager how things stand, and that we are alive as long as all loops go round. It runs on the thread pool: when that
/// gives nobody a thread any more, it falls silent, too.
/// </summary>
internal sealed class ServiceWatch(
    ServiceNotices notices, Liveness liveness, Func<string> status, TimeSpan? watchdog, TextWriter error, TimeProvider clock)
{
    private static readonly TimeSpan StatusEvery = TimeSpan.FromSeconds(10);

    private string _told = "";
    private bool _wasAlive = true;

    /// <summary>How often a service manager wants to hear of us, by its environment (sd_watchdog_enabled(3)); null when it does not.</summary>
    public static TimeSpan? WatchdogOf(Func<string, string?> environment, int process) =>
        long.TryParse(environment("WATCHDOG_USEC"), NumberStyles.None, CultureInfo.InvariantCulture, out var time) && time > 0
        && (environment("WATCHDOG_PID") is not { Length: > 0 } id || id == process.ToString(CultureInfo.InvariantCulture))
            ? TimeSpan.FromMicroseconds(time)
            : null;

    public async Task RunAsync(CancellationToken stop)
    {
        if (!notices.IsHeard)
            return;
        using var timer = new PeriodicTimer(watchdog is { } time && time / 2 < StatusEvery ? time / 2 : StatusEvery, clock);
        try
        {
            do
                Tick();
            while (await timer.WaitForNextTickAsync(stop));
        }
        catch (OperationCanceledException)
        {
            // There is nothing to finish.
        }
    }

    public void Tick()
    {
        var (loop, busy) = liveness.Slowest;
        Tell(busy < TimeSpan.FromSeconds(10) ? status() : $"{status()}; {loop} has been busy for {busy.TotalSeconds:F0} s");
        var isAlive = busy < Liveness.Longest;
        if (isAlive && watchdog is not null)
            notices.Alive();
        if (!isAlive && _wasAlive)
            error.WriteLine($"mail2alert: {loop} hangs, for {busy.TotalSeconds:F0} s; the service manager hears no more that all is well");
        _wasAlive = isAlive;
    }

    private void Tell(string now)
    {
        if (now == _told)
            return;
        _told = now;
        notices.Status(now);
    }
}
