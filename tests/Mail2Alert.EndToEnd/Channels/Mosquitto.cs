using System.Diagnostics;
using Mail2Alert.EndToEnd.Support;

namespace Mail2Alert.EndToEnd.Channels;

/// <summary>A broker on loopback that lets in one user, as long as the test runs.</summary>
internal sealed class Mosquitto : IAsyncDisposable
{
    public const string User = "alerts";
    public const string Password = "secret";

    private readonly Process _process;

    private Mosquitto(int port, Process process) => (Port, _process) = (port, process);

    public int Port { get; }

    public static async Task<Mosquitto> StartAsync()
    {
        var (program, passwords) = (Peer.Find("/usr/sbin/mosquitto"), Peer.Find("/usr/bin/mosquitto_passwd"));
        using var directory = new TemporaryDirectory();
        var users = Path.Combine(directory.Path, "users");
        (await Peer.RunAsync(passwords, ["-b", "-c", users, User, Password])).ExitCode.ShouldBe(0);
        using var free = new ClosedPort();
        var configuration = directory.Write("mosquitto.conf", $"listener {free.Number} 127.0.0.1\nallow_anonymous false\npassword_file {users}\nuser {Environment.UserName}\n");
        free.Dispose();
        var process = Peer.Start(program, ["-c", configuration], directory.Path, environment: null);
        while (await process.StandardError.ReadLineAsync(Patience.Token) is { } line)
        {
            if (!line.Contains("running", StringComparison.Ordinal))
                continue;
            // What nobody reads would stop it when the pipe is full.
            _ = process.StandardError.ReadToEndAsync(CancellationToken.None);
            return new Mosquitto(free.Number, process);
        }
        process.Kill();
        throw new InvalidOperationException("mosquitto did not start");
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
    }
}
