using System.Net;
using Mail2Alert.Smtp.Authentication;
using Mail2Alert.Smtp.Tests.Authentication;
using Mail2Alert.Smtp.Tests.Support;
using Microsoft.Extensions.Logging;

namespace Mail2Alert.Smtp.Tests.Telemetry;

public class SmtpTraceTests
{
    private readonly TestServer _server = new(options =>
    {
        options.Trace.Follows = peer => peer.Remote!.Address.Equals(IPAddress.Parse("192.0.2.7"));
        options.Authentication = new SmtpAuthenticationOptions(new FakeAuthenticator()) { AllowClear = _ => true };
    });

    private IEnumerable<string> Lines => _server.Trace.Lines.Select(line => line.Text);

    [Fact]
    public async Task Shows_both_directions_of_a_session_it_follows()
    {
        await using (var client = _server.Connect(address: "192.0.2.7"))
        {
            await client.SendAsync("HELO nas\r\nMAIL FROM:<a@b>\r\nQUIT\r\n");
        }

        Lines.ShouldBe(
        [
            "c1 -- 192.0.2.7:4444 connected to smtp",
            "c1 S: 220 mx.example.org ESMTP Mail2Alert ready",
            "c1 C: HELO nas",
            "c1 S: 250 mx.example.org",
            "c1 C: MAIL FROM:<a@b>",
            "c1 S: 250 2.1.0 Sender OK",
            "c1 C: QUIT",
            "c1 S: 221 2.0.0 Bye",
            "c1 -- ended: Quit after 0.000 s",
        ]);
        _server.Trace.Lines.ShouldAllBe(line => line.Level == LogLevel.Information && line.Id.Id >= 1050 && line.Id.Id <= 1055);
    }

    [Fact]
    public async Task Shows_nothing_of_others()
    {
        await using var client = _server.Connect(address: "192.0.2.8");
        await client.SendAsync("HELO nas\r\n");

        Lines.ShouldBeEmpty();
    }

    [Fact]
    public async Task Can_be_switched_while_the_server_runs()
    {
        _server.Server.Options.Trace.Follows = null;
        await using var before = _server.Connect(address: "192.0.2.7");
        _server.Server.Options.Trace.Follows = _ => true;
        await before.SendAsync("NOOP\r\n");
        Lines.ShouldBeEmpty();

        await using var after = _server.Connect(address: "192.0.2.8");

        Lines.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Shows_of_a_message_its_length_alone()
    {
        await using var client = _server.Connect(address: "192.0.2.7");
        await client.StartDataAsync();
        await client.SendAsync("Subject: secret\r\n\r\nsecret\r\n.\r\n");
        await client.SendAsync("MAIL FROM:<a@b>\r\nRCPT TO:<a@b>\r\nBDAT 8 LAST\r\nsecret\r\n");

        Lines.ShouldContain("c1 C: (30 octets of a message: Complete)");
        Lines.ShouldContain("c1 C: BDAT 8 LAST");
        Lines.ShouldNotContain(line => line.Contains("secret"));
    }

    [Fact]
    public async Task Shows_no_mail_of_a_client_that_sends_it_though_DATA_was_refused()
    {
        await using var client = _server.Connect(address: "192.0.2.7");
        await client.SendAsync("EHLO x\r\nDATA\r\nSubject: secret\r\n.\r\n");

        Lines.ShouldContain("c1 C: (15 octets, not shown)");
        Lines.ShouldNotContain(line => line.Contains("secret"));
    }

    [Theory]
    [InlineData("AUTH PLAIN AHRpbQB0YW5zdGFhZnRhbnN0YWFm\r\n")]
    [InlineData("AUTH LOGIN\r\ndGlt\r\ndGFuc3RhYWZ0YW5zdGFhZg==\r\n")]
    [InlineData("AUTH LOGIN\r\n*\r\ndGlt\r\ndGFuc3RhYWZ0YW5zdGFhZg==\r\n")]
    [InlineData("AUTH NONSENSE\r\ndGlt\r\ndGFuc3RhYWZ0YW5zdGFhZg==\r\n")]
    public async Task Shows_nothing_of_a_login_but_its_result(string login)
    {
        await using var client = _server.Connect(address: "192.0.2.7");
        await client.SendAsync("EHLO x\r\n" + login);

        var said = Lines.SkipWhile(line => !line.Contains("C: AUTH")).ToList();
        said[0].ShouldBe("c1 C: AUTH (not shown)");
        said.ShouldNotContain(line => line.Contains("dG") || line.Contains("AHRp") || line.Contains("VXNlcm5hbWU6"));
        said.ShouldContain(line => line.Contains("S: 235 2.7.0 Logged in") || line.Contains("S: 50"));
    }

    [Fact]
    public async Task Lets_nobody_forge_a_line()
    {
        await using var client = _server.Connect(address: "192.0.2.7");
        await client.SendAsync("HELO x\u001b[2J\rc1 S: 250 OK\r\n");

        Lines.ShouldContain("c1 C: HELO x?[2J?c1 S: 250 OK");
    }
}
