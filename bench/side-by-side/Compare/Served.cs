using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Mail2Alert.SideBySide.Peers;

namespace Mail2Alert.SideBySide.Compare;

/// <summary>A subject that runs and accepts mail.</summary>
internal sealed class Served : IAsyncDisposable
{
    private static readonly TimeSpan Patient = TimeSpan.FromSeconds(20);

    private readonly Process _process;

    private Served(Process process, int port) => (_process, Port) = (process, port);

    public int Port { get; }

    /// <summary>From the start of the process to the first banner.</summary>
    public TimeSpan Started { get; private set; }

    /// <summary>Octets of memory when it had done nothing but start.</summary>
    public long Idle { get; private set; }

    public TimeSpan Processor => ProcessTree.Processor(_process.Id);

    public long Memory => ProcessTree.Memory(_process.Id);

    public static async Task<Served> StartAsync(Subject subject, Setting setting, CancellationToken stop)
    {
        var launch = await subject.PrepareAsync(setting, stop);
        // `exec`: the shell is only there for the log.
        var start = new ProcessStartInfo("sh", ["-c", "exec \"$@\" > said.log 2>&1 < /dev/null", "sh", .. launch.Command]) { WorkingDirectory = setting.Directory };
        foreach (var (name, value) in launch.Environment)
            start.Environment[name] = value;
        var began = Stopwatch.GetTimestamp();
        var served = new Served(Process.Start(start)!, setting.Port);
        if (!await Patience.UntilAsync(() => served.GreetsAsync(stop), Patient, TimeSpan.FromMilliseconds(5), stop))
        {
            await served.DisposeAsync();
            throw new IOException($"{subject.Name} does not accept mail; {Path.Combine(setting.Directory, "said.log")} may say why");
        }
        served.Started = Stopwatch.GetElapsedTime(began);
        served.Idle = served.Memory;
        return served;
    }

    /// <summary>Asks all of it to end, and then does not ask.</summary>
    public async ValueTask DisposeAsync()
    {
        var members = ProcessTree.Members(_process.Id);
        await SignalAsync("-TERM", members.Select(member => member.Process));
        await Patience.UntilAsync(() => Task.FromResult(!ProcessTree.Left(members).Any()), TimeSpan.FromSeconds(5), TimeSpan.FromMilliseconds(50), CancellationToken.None);
        await SignalAsync("-KILL", ProcessTree.Left(members));
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static async Task SignalAsync(string signal, IEnumerable<int> processes)
    {
        string[] numbers = [.. processes.Select(process => process.ToString(CultureInfo.InvariantCulture))];
        if (numbers.Length == 0)
            return;
        // That one of them ended meanwhile is said on the error output.
        using var kill = Process.Start(new ProcessStartInfo("kill", [signal, .. numbers]) { RedirectStandardError = true })!;
        await kill.WaitForExitAsync();
    }

    private async Task<bool> GreetsAsync(CancellationToken stop)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, Port, stop);
            return await client.GetStream().ReadAsync(new byte[256], stop) > 0;
        }
        catch (Exception gone) when (gone is SocketException or IOException)
        {
            return _process.HasExited ? throw new IOException($"It ended with {_process.ExitCode}") : false;
        }
    }
}
