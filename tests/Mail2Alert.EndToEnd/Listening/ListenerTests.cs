using System.Text;
using Mail2Alert.EndToEnd.Peers;
using Mail2Alert.EndToEnd.Support;

namespace Mail2Alert.EndToEnd.Listening;

/// <summary>Listeners that differ in who may send what to whom.</summary>
[Trait(Needs.Trait, Needs.Debian)]
public sealed class ListenerTests
{
    [Fact]
    public async Task Each_listener_has_its_own_networks_and_demands()
    {
        using var directory = new TemporaryDirectory();
        var tls = $"{{ {SecureScenes.WriteCertificate(directory)} }}";
        await using var relay = new FakeRelay();
        await using var program = await RunningProgram.StartAsync($$"""
            relay: smtp://127.0.0.1:{{relay.Port}}
            acknowledge: delivered
            tls: {{tls}}
            listeners:
              - { url: 'smtp://127.0.0.1:0', name: open }
              - { url: 'smtp://127.0.0.1:0', name: elsewhere, networks: 192.0.2.0/24 }
              - { url: 'smtp://127.0.0.1:0', name: encrypted, require-tls: true }
            """);

        (await Sent.BySwaksAsync(program.PortOf(0))).ExitCode.ShouldBe(0);
        (await Sent.BySwaksAsync(program.PortOf(1))).Output.ShouldContain("550 5.7.1 127.0.0.1 may not send mail here");
        (await Sent.BySwaksAsync(program.PortOf(2))).Output.ShouldContain("530 5.7.0");
        (await Sent.BySwaksAsync(program.PortOf(2), "--tls")).ExitCode.ShouldBe(0);
        relay.Mails.Count.ShouldBe(2);
        await program.Log.LineAsync(" at encrypted over TLS", Patience.Token);
    }

    [Fact]
    public async Task Senders_and_recipients_are_those_that_the_listener_names()
    {
        await using var relay = new FakeRelay();
        await using var program = await RunningProgram.StartAsync($$"""
            relay: smtp://127.0.0.1:{{relay.Port}}
            acknowledge: delivered
            listeners:
              - url: smtp://127.0.0.1:0
                senders: [ '*@example.com', '/^backup-.*@nas\.lan$/' ]
                recipients: [ '*@alerts.example.com', anna@example.com ]
            """);

        (await Sent.BySwaksAsync(program.Port)).ExitCode.ShouldBe(0);
        (await Sent.BySwaksAsync(program.Port, "--from", "backup-7@nas.lan", "--to", "x@Alerts.Example.COM")).ExitCode.ShouldBe(0);
        (await Sent.BySwaksAsync(program.Port, "--from", "boss@example.org")).Output.ShouldContain("550 5.7.1 Mail from this sender is not taken here");
        (await Sent.BySwaksAsync(program.Port, "--from", "<>")).Output.ShouldContain("550 5.7.1 Mail from this sender is not taken here");
        (await Sent.BySwaksAsync(program.Port, "--to", "bob@example.com")).Output.ShouldContain("550 5.7.1 Mail to this recipient is not taken here");
        relay.Mails.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_login_is_good_for_its_own_senders_and_listeners_only()
    {
        await using var relay = new FakeRelay();
        await using var program = await RunningProgram.StartAsync($$"""
            relay: smtp://127.0.0.1:{{relay.Port}}
            acknowledge: delivered
            networks: 192.0.2.1
            users: { nas: { password: secret, senders: nas@example.com }, ups: secret }
            auth-in-clear: 127.0.0.1
            listeners:
              - { url: 'smtp://127.0.0.1:0', name: devices }
              - { url: 'smtp://127.0.0.1:0', name: power, users: ups }
              - { url: 'smtp://127.0.0.1:0', name: nobody, users: [] }
            """);
        string[] login = ["--auth", "PLAIN", "--auth-user", "nas", "--auth-password", "secret"];

        (await Sent.BySwaksAsync(program.PortOf(0), login)).ExitCode.ShouldBe(0);
        (await Sent.BySwaksAsync(program.PortOf(0), [.. login, "--from", "boss@example.com"])).Output
            .ShouldContain("553 5.7.1 This sender is not your login's");
        (await Sent.BySwaksAsync(program.PortOf(0))).Output.ShouldContain("530 5.7.0 Log in first");
        (await Sent.BySwaksAsync(program.PortOf(1), login)).Output.ShouldContain("550 5.7.1 Your login may not send mail here");
        (await Sent.BySwaksAsync(program.PortOf(2))).Output.ShouldNotContain("AUTH");
        relay.Mails.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task An_LMTP_listener_answers_for_the_alert_and_for_each_who_gets_the_mail_itself()
    {
        await using var scene = await Scene.StartAsync(scheme: "lmtp");
        scene.Relay.Script = (step, _) => Task.FromResult<RelayAnswer>(step is { Stage: "RCPT" } && step.Line.Contains("bob@") ? "550 5.1.1 No Bob here" : step.Usual);

        var sent = await Peer.RunAsync(
            Peer.Find("/usr/bin/swaks"),
            ["--protocol", "LMTP", "--server", $"127.0.0.1:{scene.Program.Port}", "--helo", "client", "--from", ProbeMail.GoCd, "--to", $"{ProbeMail.Alerts},bob@example.com", "--data", "-"],
            Encoding.Latin1.GetString(ProbeMail.Stage("webshop-build/1042/unit-test/1", "is broken").Content));

        sent.Output.ShouldContain("delivered to 1");
        sent.Output.ShouldContain("550 5.1.1");
        scene.Relay.Mails.ShouldHaveSingleItem().Field("Received").ShouldContain("with LMTP id");
    }

    [Fact]
    public async Task An_LMTP_listener_takes_many_at_once()
    {
        await using var scene = await Scene.StartAsync(scheme: "lmtp");

        var sent = await Peer.RunAsync(
            Peer.Find("/usr/sbin/smtp-source"),
            ["-L", "-s", "10", "-m", "100", "-r", "3", "-f", ProbeMail.GoCd, "-t", "anna@example.com", $"inet:127.0.0.1:{scene.Program.Port}"]);

        sent.ExitCode.ShouldBe(0, sent.Error);
        scene.Relay.Mails.Count.ShouldBe(100);
    }

    [Fact]
    public async Task A_strict_listener_refuses_what_a_normal_one_puts_right_and_a_legacy_one_forgives_more()
    {
        await using var relay = new FakeRelay();
        await using var program = await RunningProgram.StartAsync($$"""
            relay: smtp://127.0.0.1:{{relay.Port}}
            acknowledge: delivered
            listeners:
              - { url: 'smtp://127.0.0.1:0', name: internet, profile: strict }
              - { url: 'smtp://127.0.0.1:0', name: office }
              - { url: 'smtp://127.0.0.1:0', name: printers, profile: legacy }
            """);

        (await AskAsync(program.PortOf(0), "ehlo x", "mail from: <nas@example.com>")).ShouldBe(["250", "501"]);
        (await AskAsync(program.PortOf(1), "ehlo x", "mail from: <nas@example.com>")).ShouldBe(["250", "250"]);
        (await AskAsync(program.PortOf(1), "mail from: <nas@example.com>")).ShouldBe(["503"]);
        (await AskAsync(program.PortOf(2), "mail from: <nas@example.com>")).ShouldBe(["250"]);
    }

    // Says one command after the other; the code of each reply.
    private static async Task<string[]> AskAsync(int port, params string[] commands)
    {
        var asked = await Peer.RunAsync(
            Peer.Find("/usr/bin/python3"),
            ["-c", "import smtplib, sys; server = smtplib.SMTP('127.0.0.1', int(sys.argv[1])); print(*[server.docmd(it)[0] for it in sys.argv[2:]])", $"{port}", .. commands]);
        asked.ExitCode.ShouldBe(0, asked.Error);
        return asked.Output.Trim().Split(' ');
    }

    [Fact]
    public async Task An_LMTP_listener_stands_beside_one_for_SMTP()
    {
        await using var program = await RunningProgram.StartAsync("listeners: [ 'lmtp://127.0.0.1:0', 'smtp://127.0.0.1:0' ]");
        program.Addresses.Count.ShouldBe(2);
        await using var probe = await SmtpProbe.ConnectAsync(program.PortOf(0));
    }

    [Fact]
    public async Task Check_shows_how_the_listeners_are_understood()
    {
        using var directory = new TemporaryDirectory();
        directory.Write("mail2alert.yml", """
            users: { nas: secret, ups: secret }
            listeners:
              - smtp://127.0.0.1:2525
              - { url: 'lmtp://0.0.0.0', name: internet, profile: strict, networks: 10.0.0.0/8, users: [], recipients: '*@alerts.example.com' }
              - { url: 'unix:/run/mail2alert/smtp.sock', mode: '0600', senders: [ '*@example.com', '<>' ] }
            """);
        var finished = await Mail2AlertCommand.RunAsync(["check"], directory.Path);
        finished.ExitCode.ShouldBe(0, finished.Error);
        finished.Output.ShouldContain("""
              listens on smtp://127.0.0.1:2525; takes mail from 127.0.0.0/8, ::1/128, logins nas, ups
              listens on lmtp://0.0.0.0:24 (internet); profile strict; takes mail from 10.0.0.0/8; recipients *@alerts.example.com
              listens on smtp:unix:/run/mail2alert/smtp.sock; takes mail from whoever may write to it (mode 0600), logins nas, ups; senders *@example.com, <>
            """);
    }
}
