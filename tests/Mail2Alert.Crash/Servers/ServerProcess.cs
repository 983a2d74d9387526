using System.Diagnostics;
using System.Globalization;

namespace Mail2Alert.Crash.Servers;

/// <summary>One start of <c>mail2alert serve</c>, and its end.</summary>
internal sealed class ServerProcess : IDisposable
{
    private const string Banner = "accepting mail on ";

    // 128 + SIGKILL.
    private const int Killed = 137;

    private readonly Process _process;
    private readonly Queue<string> _words = new();
    private readonly TaskCompletionSource<int?> _port = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _reading;

    private ServerProcess(Process process)
    {
        _process = process;
        _reading = Task.Run(ReadAsync);
    }

    /// <summary>Where it accepts mail, once it does; null when it ended before.</summary>
    public Task<int?> Port => _port.Task;

    /// <summary>What it said last.</summary>
    public string LastWords => string.Join('\n', _words);

    /// <param name="directory">Where it finds its configuration.</param>
    /// <param name="environment">On top of ours.</param>
    public static ServerProcess Start(string directory, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "mail2alert.dll"), "serve"])
        {
            WorkingDirectory = directory,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return new ServerProcess(Process.Start(start)!);
    }

    /// <summary>Asks it to end, as a service manager does.</summary>
    public async Task TerminateAsync(CancellationToken cancellationToken)
    {
        using var kill = Process.Start("sh", ["-c", $"kill -TERM {_process.Id.ToString(CultureInfo.InvariantCulture)} 2>/dev/null"]);
        await kill.WaitForExitAsync(cancellationToken);
    }

    /// <summary>SIGKILL, unless it ended before.</summary>
    /// <returns>True when that was its end.</returns>
    public async Task<bool> KillAsync(CancellationToken cancellationToken)
    {
        _process.Kill();
        return await EndAsync(cancellationToken) == Killed;
    }

    /// <summary>Waits for its end.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> EndAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken);
        await _reading;
        return _process.ExitCode;
    }

    public void Dispose() => _process.Dispose();

    private async Task ReadAsync()
    {
        while (await _process.StandardError.ReadLineAsync() is { } line)
        {
            if (line.Contains(Banner, StringComparison.Ordinal))
                _port.TrySetResult(int.Parse(line[(line.LastIndexOf(':') + 1)..], CultureInfo.InvariantCulture));
            _words.Enqueue(line);
            if (_words.Count > 30)
                _words.Dequeue();
        }
        _port.TrySetResult(null);
    }
}
