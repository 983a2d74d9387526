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

    /// <summary>Asks it to end, and then does not ask.</summary>
    public async ValueTask DisposeAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        try
        {
            using (var kill = Process.Start("sh", ["-c", string.Create(CultureInfo.InvariantCulture, $"kill -TERM {_process.Id} 2>/dev/null")]))
                await kill.WaitForExitAsync(limit.Token);
            await _process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            ProcessTree.Kill(_process.Id);
        }
        _process.Dispose();
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
