using System.Globalization;
using System.Net.Sockets;
using Microsoft.Extensions.Hosting.Systemd;

namespace Mail2Alert.Cli.Service;

/// <summary>What the service manager is told of us (sd_notify(3)). Where there is none, nobody is told.</summary>
internal sealed class ServiceNotices(ISystemdNotifier notifier)
{
    public bool IsHeard => notifier.IsEnabled;

    /// <summary>All that was to be opened is open.</summary>
    public void Ready(string status) => Tell($"READY=1\nSTATUS={status}");

    public void Status(string status) => Tell($"STATUS={status}");

    /// <summary>For <c>WatchdogSec=</c>.</summary>
    public void Alive() => Tell("WATCHDOG=1");

    /// <summary>The start takes longer than usual: it has so much time from now on.</summary>
    public void StillStarting(TimeSpan time, string status) => Tell($"EXTEND_TIMEOUT_USEC={Microseconds(time)}\nSTATUS={status}");

    /// <param name="time">How long it may take, at the most: as `limits: shutdown-time` says, whatever the unit says.</param>
    public void Stopping(TimeSpan time) => Tell($"STOPPING=1\nEXTEND_TIMEOUT_USEC={Microseconds(time)}\nSTATUS=stopping: what is on its way may end, the rest stays in the store");

    private static string Microseconds(TimeSpan time) => ((long)time.TotalMicroseconds).ToString(CultureInfo.InvariantCulture);

    private void Tell(string state)
    {
        try
        {
            notifier.Notify(new ServiceState(state));
        }
        catch (SocketException)
        {
            // A service manager that does not listen is no reason to stop serving.
        }
    }
}
