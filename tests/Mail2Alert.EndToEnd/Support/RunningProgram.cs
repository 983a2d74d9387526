using System.Diagnostics;
using System.Globalization;

namespace Mail2Alert.EndToEnd.Support;

/// <summary><c>mail2alert serve</c> as a process of its own.</summary>
internal sealed class RunningProgram : IAsyncDisposable
{
    private const string Banner = "accepting mail on ";

    private readonly TemporaryDirectory _directory;
    private readonly Process _process;

    private RunningProgram(TemporaryDirectory directory, Process process)
    {
        _directory = directory;
        _process = process;
        _process.ErrorDataReceived += (_, line) => Log.Add(line.Data);
        _process.BeginErrorReadLine();
    }

    /// <summary>What it wrote to standard error.</summary>
    public Transcript Log { get; } = new();

    /// <summary>Where it accepts mail, in the order of its listeners: <c>127.0.0.1:2525</c>, <c>unix:/path</c>.</summary>
    public IReadOnlyList<string> Addresses { get; private set; } = [];

    /// <summary>Where it accepts SMTP, on loopback.</summary>
    public int Port => PortOf(0);

    public int PortOf(int listener) => int.Parse(Addresses[listener].Split(':')[^1], CultureInfo.InvariantCulture);

    /// <summary>Starts it with this configuration, and returns when it says that it accepts mail.</summary>
    public static async Task<RunningProgram> StartAsync(
        string configuration, IReadOnlyDictionary<string, string>? environment = null, params string[] command)
    {
        string[] arguments = [Mail2AlertCommand.Program, .. Mail2AlertCommand.Arguments(command is [] ? ["serve"] : command)];
        return await LaunchAsync(configuration, arguments, environment);
    }

    /// <summary>The same through another program, which may pass something on.</summary>
    public static async Task<RunningProgram> LaunchAsync(
        string configuration, string[] command, IReadOnlyDictionary<string, string>? environment = null)
    {
        var directory = new TemporaryDirectory();
        directory.Write("mail2alert.yml", configuration);
        var program = new RunningProgram(directory, Peer.Start(command[0], command[1..], directory.Path, environment));
        try
        {
            program.Addresses = await program.ListensAsync();
            return program;
        }
        catch
        {
            await program.DisposeAsync();
            throw;
        }
    }

    /// <summary>Asks it to end, as a service manager does.</summary>
    public Task TerminateAsync() => Peer.RunAsync("sh", ["-c", $"kill -TERM {_process.Id}"]);

    /// <summary>Ends it as a crash does.</summary>
    public Task KillAsync()
    {
        _process.Kill(entireProcessTree: true);
        return _process.WaitForExitAsync(Patience.Token);
    }

    /// <summary>Changes its configuration, and tells it so, as an operator does.</summary>
    public Task ReloadAsync(string configuration)
    {
        _directory.Write("mail2alert.yml", configuration);
        return Peer.RunAsync("sh", ["-c", $"kill -HUP {_process.Id}"]);
    }

    public async Task<int> ExitCodeAsync()
    {
        await _process.WaitForExitAsync(Patience.Token);
        return _process.ExitCode;
    }

    /// <summary>Octets of memory that it ever had at once (VmHWM of proc(5)).</summary>
    public long PeakMemory()
    {
        var line = File.ReadLines($"/proc/{_process.Id}/status").First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        return 1024 * long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync(CancellationToken.None);
        TestContext.Current.TestOutputHelper?.WriteLine($"{Log}");
        _process.Dispose();
        _directory.Dispose();
    }

    private async Task<string[]> ListensAsync()
    {
        var limit = Patience.Token;
        var banner = Log.LineAsync(Banner, limit);
        await Task.WhenAny(banner, _process.WaitForExitAsync(limit));
        if (!banner.IsCompleted && _process.HasExited)
            throw new InvalidOperationException($"It ended with code {_process.ExitCode}:\n{Log}");
        return (await banner).Split(Banner)[^1].Split(", ");
    }
}
