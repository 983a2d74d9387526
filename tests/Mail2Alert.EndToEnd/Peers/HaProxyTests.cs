using System.Globalization;
using Mail2Alert.EndToEnd.Support;

namespace Mail2Alert.EndToEnd.Peers;

/// <summary>A load balancer in front: the client is who it says, not the balancer.</summary>
[Trait(Needs.Trait, Needs.Debian)]
public sealed class HaProxyTests
{
    // Another of this machine's addresses than the one that the balancer connects from.
    private const string Client = "127.0.0.9";

    [Theory]
    [InlineData("send-proxy")]
    [InlineData("send-proxy-v2")]
    public async Task The_client_behind_a_load_balancer_is_known(string version)
    {
        await using var scene = await Scene.StartAsync(more: "proxies: 127.0.0.1\nnetworks: 127.0.0.9");
        using var directory = new TemporaryDirectory();
        using var port = new ClosedPort();
        var pid = Path.Combine(directory.Path, "pid");
        var configuration = Path.Combine(directory.Path, "haproxy.cfg");
        await File.WriteAllTextAsync(configuration, $"""
            defaults
                mode tcp
                timeout connect 5s
                timeout client 30s
                timeout server 30s
            listen smtp
                bind 127.0.0.1:{port.Number}
                server mail2alert 127.0.0.1:{scene.Program.Port} {version}

            """, TestContext.Current.CancellationToken);
        port.Dispose();
        // It returns when it listens, and leaves its child behind.
        var started = await Peer.RunAsync(Peer.Find("/usr/sbin/haproxy"), ["-D", "-p", pid, "-f", configuration]);
        started.ExitCode.ShouldBe(0, started.Error);
        try
        {
            var sent = await Peer.RunAsync(
                Peer.Find("/usr/bin/curl"),
                ["-sS", "--interface", Client, "--url", $"smtp://127.0.0.1:{port.Number}", "--mail-from", ProbeMail.GoCd, "--mail-rcpt", "anna@example.com", "--upload-file", "-"],
                "Subject: lunch\n\nAt twelve.\n");
            sent.ExitCode.ShouldBe(0, sent.Error);
            scene.Relay.Mails.ShouldHaveSingleItem().Field("Received").ShouldContain($"([{Client}])");
        }
        finally
        {
            foreach (var line in await File.ReadAllLinesAsync(pid, TestContext.Current.CancellationToken))
                System.Diagnostics.Process.GetProcessById(int.Parse(line, CultureInfo.InvariantCulture)).Kill();
        }
    }

    [Fact]
    public async Task Swaks_is_believed_only_from_a_balancers_address()
    {
        await using var scene = await Scene.StartAsync();
        var sent = await Peer.RunAsync(
            Peer.Find("/usr/bin/swaks"),
            [
                "--server", $"127.0.0.1:{scene.Program.Port}", "--from", ProbeMail.GoCd, "--to", ProbeMail.Alerts,
                "--proxy-version", "1", "--proxy-family", "TCP4", "--proxy-source", "192.0.2.9", "--proxy-source-port", "4444",
                "--proxy-dest", "127.0.0.1", "--proxy-dest-port", "25",
            ]);
        sent.Output.ShouldContain("500 5.5.2");
        scene.Relay.Mails.ShouldAllBe(mail => !mail.Field("Received").Contains("192.0.2.9", StringComparison.Ordinal));
    }
}
