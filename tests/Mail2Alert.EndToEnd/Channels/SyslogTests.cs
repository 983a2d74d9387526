using System.Globalization;
using Mail2Alert.EndToEnd.Peers;
using Mail2Alert.EndToEnd.Support;

namespace Mail2Alert.EndToEnd.Channels;

/// <summary>With rsyslog, which takes each message apart and writes what it found.</summary>
[Trait(Needs.Trait, Needs.Debian)]
public sealed class SyslogTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("transport=udp", "firing", "source=\"nas\" key=\"sda\"]")]
    [InlineData("transport=tcp", "firing", "source=\"nas\" key=\"sda\"]")]
    [InlineData("rfc=3164", "-", "-")]
    public async Task Rsyslog_understands_all_of_it(string keys, string kind, string data)
    {
        var port = await StartAsync();
        await using var scene = await ChannelScene.StartAsync($"rsyslog://127.0.0.1:{port}/local3?{keys}");
        try
        {
            using var pipe = new StreamReader(new FileStream(Pipe, FileMode.Open, FileAccess.ReadWrite));

            (await scene.SendAsync("sda is full")).ShouldStartWith("2.0.0");

            var line = await pipe.ReadLineAsync(Patience.Token);
            line.ShouldNotBeNull().ShouldStartWith("local3.err mail2alert ");
            line.ShouldContain($" {kind} ");
            line.ShouldContain(data);
            line.ShouldContain("sda is full | 98 % used");
        }
        finally
        {
            var id = int.Parse(await File.ReadAllTextAsync(ProcessId, CancellationToken.None), CultureInfo.InvariantCulture);
            using var rsyslog = System.Diagnostics.Process.GetProcessById(id);
            rsyslog.Kill();
        }
    }

    private string Pipe => Path.Combine(_directory.Path, "pipe");

    private string ProcessId => Path.Combine(_directory.Path, "pid");

    // In the background it says by its end that the one that stays is up.
    private async Task<int> StartAsync()
    {
        var program = Peer.Find("/usr/sbin/rsyslogd");
        (await Peer.RunAsync("mkfifo", [Pipe])).ExitCode.ShouldBe(0);
        using var free = new ClosedPort();
        var configuration = _directory.Write("rsyslog.conf", $"""
            global(workDirectory="{_directory.Path}")
            module(load="imudp")
            module(load="imtcp")
            template(name="found" type="string" string="%syslogfacility-text%.%syslogseverity-text% %app-name% %msgid% %structured-data% %msg%\n")
            input(type="imudp" address="127.0.0.1" port="{free.Number}")
            input(type="imtcp" address="127.0.0.1" port="{free.Number}")
            action(type="ompipe" pipe="{Pipe}" template="found")

            """);
        free.Dispose();
        var started = await Peer.RunAsync(program, ["-f", configuration, "-i", ProcessId]);
        started.ExitCode.ShouldBe(0, started.Error);
        return free.Number;
    }
}
