using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Mail2Alert.SideBySide.Compare;
using Mail2Alert.SideBySide.Load;

namespace Mail2Alert.StoreBench;

/// <summary><c>mail2alert serve</c> as a process of its own, with only warnings in its log.</summary>
internal sealed class ServedProgram : IAsyncDisposable
{
    private const string Banner = "accepting mail on ";

    private readonly Process _process;

    private ServedProgram(string name, Process process, int port, TimeSpan started) => (Name, _process, Port, Started) = (name, process, port, started);

    public string Name { get; }

    public int Port { get; }

    /// <summary>From the start of the process to the first client's banner.</summary>
    public TimeSpan Started { get; }

    /// <summary>Octets of memory it has at this moment.</summary>
    public long Memory => ProcessTree.Memory(_process.Id);

    public static async Task<ServedProgram> StartAsync(string name, string directory, string configuration)
    {
        var file = Path.Combine(directory, $"{name.Replace(' ', '-')}.yml");
        await File.WriteAllTextAsync(file, configuration);
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "mail2alert.dll"), "serve", "--config", file])
        {
            RedirectStandardError = true,
            WorkingDirectory = directory,
            Environment = { ["LOGLEVEL"] = "WARNING" },
        };
        var began = Stopwatch.GetTimestamp();
        var process = Process.Start(start)!;
        while (await process.StandardError.ReadLineAsync() is { } line)
        {
            if (!line.Contains(Banner, StringComparison.Ordinal))
                continue;
            var port = int.Parse(line.Split(':')[^1], CultureInfo.InvariantCulture);
            await GreetAsync(port);
            _ = TellAsync(name, process.StandardError);
            return new ServedProgram(name, process, port, Stopwatch.GetElapsedTime(began));
        }
        throw new IOException($"{name} did not start");
    }

    /// <summary>So many senders at once, for so long, each with the envelope in one write and the content in another.</summary>
    /// <returns>Mails accepted in a second.</returns>
    public async Task<double> RateAsync(int senders, TimeSpan time)
    {
        var options = new LoadOptions { Port = Port, Senders = senders, Seconds = time.TotalSeconds, WarmUp = 0, Pipelining = true };
        var load = await GeneratorProcess.RunAsync(options, CancellationToken.None);
        return load is { Refused: 0, Failures: 0 } ? load.Rate : throw new IOException(load.Words ?? "the connection was closed");
    }

    /// <summary>Until it has done what it has to do: it uses hardly any processor time. What other programs of this run left is over, too.</summary>
    /// <returns>How long that took.</returns>
    public async Task<TimeSpan> QuietAsync()
    {
        var start = Stopwatch.GetTimestamp();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        var last = Used();
        var quiet = 0;
        while (quiet < 3 && Stopwatch.GetElapsedTime(start) < TimeSpan.FromMinutes(5))
        {
            await timer.WaitForNextTickAsync();
            var now = Used();
            quiet = now - last < TimeSpan.FromMilliseconds(20) ? quiet + 1 : 0;
            last = now;
        }
        return Stopwatch.GetElapsedTime(start);
    }

    public async ValueTask DisposeAsync()
    {
        using (var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]))
            await kill.WaitForExitAsync();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static async Task GreetAsync(int port)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port);
        if (await client.GetStream().ReadAsync(new byte[256]) == 0)
            throw new IOException("the connection was closed");
    }

    private static async Task TellAsync(string name, StreamReader log)
    {
        while (await log.ReadLineAsync() is { } line)
            await Console.Error.WriteLineAsync($"  {name}: {line}");
    }

    private TimeSpan Used()
    {
        _process.Refresh();
        return _process.TotalProcessorTime;
    }
}
