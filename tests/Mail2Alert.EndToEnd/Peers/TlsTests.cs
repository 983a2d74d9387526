using Mail2Alert.EndToEnd.Support;

namespace Mail2Alert.EndToEnd.Peers;

/// <summary>Notifiers that encrypt, and log in.</summary>
[Trait(Needs.Trait, Needs.Debian)]
public sealed class TlsTests
{
    private const string Mail = "Subject: lunch\n\nAt twelve.\n";

    [Fact]
    public async Task Swaks_upgrades_logs_in_and_is_taken_from_anywhere()
    {
        using var directory = new TemporaryDirectory();
        await using var scene = await StartAsync(directory, "smtp", "networks: 192.0.2.1\nusers: { nas: secret }");
        var sent = await Peer.RunAsync(
            Peer.Find("/usr/bin/swaks"),
            [
                "--server", $"127.0.0.1:{scene.Program.Port}", "--tls", "--auth", "PLAIN", "--auth-user", "nas", "--auth-password", "secret",
                "--from", ProbeMail.GoCd, "--to", "anna@example.com", "--data", "-",
            ],
            Mail);
        sent.ExitCode.ShouldBe(0, sent.Output + sent.Error);
        scene.Relay.Mails.ShouldHaveSingleItem().Field("Received").ShouldContain("with ESMTPSA id");
    }

    [Fact]
    public async Task Curl_begins_with_the_handshake()
    {
        using var directory = new TemporaryDirectory();
        await using var scene = await StartAsync(directory, "smtps", "");
        var sent = await CurlAsync($"smtps://127.0.0.1:{scene.Program.Port}", directory);
        sent.ExitCode.ShouldBe(0, sent.Error);
        scene.Relay.Mails.ShouldHaveSingleItem().Field("Received").ShouldContain("with ESMTPS id");
    }

    [Fact]
    public async Task In_clear_nothing_is_taken_where_TLS_is_required()
    {
        using var directory = new TemporaryDirectory();
        await using var scene = await StartAsync(directory, "smtp", "", ", required: true");
        var mail = ProbeMail.To("anna@example.com", Mail);
        (await scene.DeliverAsync(mail)).Code.ShouldBe(530);
        scene.Relay.Mails.ShouldBeEmpty();
    }

    private static Task<Finished> CurlAsync(string url, TemporaryDirectory directory) => Peer.RunAsync(
        Peer.Find("/usr/bin/curl"),
        [
            "-sS", "--cacert", Path.Combine(directory.Path, "tls.crt"), "--url", url,
            "--mail-from", ProbeMail.GoCd, "--mail-rcpt", "anna@example.com", "--upload-file", "-",
        ],
        Mail);

    private static Task<Scene> StartAsync(TemporaryDirectory directory, string scheme, string more, string tls = "") =>
        Scene.StartAsync(more: $"tls: {TestCertificate.Write(directory, tls)}\n{more}", scheme: scheme);
}
