using Mail2Alert.EndToEnd.Support;

namespace Mail2Alert.EndToEnd.Peers;

/// <summary>The mail server of a plain Debian, which sends its mail in chunks (RFC 3030) where it can.</summary>
[Trait(Needs.Trait, Needs.Debian)]
public sealed class EximTests
{
    [Fact]
    public async Task Exim_as_the_notifier_reaches_the_right_team()
    {
        await using var scene = await Scene.StartAsync();
        using var exim = new EximInstance(scene.Program.Port);
        (await exim.SendmailAsync(Scene.Broken())).ExitCode.ShouldBe(0);
        exim.Waiting.ShouldBe(0);
        scene.Relay.Mails.ShouldHaveSingleItem().Recipients.ShouldBe([Scene.Shop]);
    }

    [Fact]
    public async Task Every_octet_that_Exim_sends_in_chunks_is_passed_on()
    {
        await using var scene = await Scene.StartAsync();
        using var exim = new EximInstance(scene.Program.Port);
        const string body = ".\r\n..\r\n\r\nQUIT\r\n";
        (await exim.SendmailAsync(ProbeMail.To("bo@example.com", $"Subject: chunks\r\n\r\n{body}"))).ExitCode.ShouldBe(0);
        scene.Relay.Mails.ShouldHaveSingleItem().Body.ShouldBe(body);
    }

    [Fact]
    public async Task Exim_keeps_what_could_not_be_delivered_and_its_next_attempt_arrives_once()
    {
        await using var scene = await Scene.StartAsync();
        scene.Relay.At(".", "451 4.3.0 Not now");
        using var exim = new EximInstance(scene.Program.Port);
        await exim.SendmailAsync(Scene.Broken());
        exim.Waiting.ShouldBe(1);

        scene.Relay.Recover();
        (await exim.FlushAsync()).ExitCode.ShouldBe(0);
        exim.Waiting.ShouldBe(0);
        scene.Relay.Mails.ShouldHaveSingleItem().Recipients.ShouldBe([Scene.Shop]);
    }

    [Fact]
    public async Task Exim_upgrades_and_logs_in()
    {
        using var directory = new TemporaryDirectory();
        // Exim delivers as another user, who must get to the certificate.
        File.SetUnixFileMode(directory.Path, (UnixFileMode)0b111_101_101);
        await using var scene = await Scene.StartAsync(more: $"tls: {{ {SecureScenes.WriteCertificate(directory)} }}\n{SecureScenes.LoginOnly}");
        using var exim = new EximInstance(
            scene.Program.Port,
            $"""
            hosts_require_tls = *
              hosts_require_auth = *
              tls_verify_certificates = {directory.Path}/tls.crt
            """,
            $"""
            plain:
              driver = plaintext
              public_name = PLAIN
              client_send = ^{SecureScenes.User}^{SecureScenes.Password}
            """);
        (await exim.SendmailAsync(Scene.Broken())).ExitCode.ShouldBe(0);
        exim.Waiting.ShouldBe(0);
        scene.Relay.Mails.ShouldHaveSingleItem().Recipients.ShouldBe([Scene.Shop]);
    }
}
