using CsCheck;
using Mail2Alert.Smtp.Authentication;
using Mail2Alert.Smtp.Tests.Support;
using static Mail2Alert.Smtp.Tests.Authentication.LoginServer;

namespace Mail2Alert.Smtp.Tests.Authentication;

public class LoginDialogueTests
{
    [Fact]
    public async Task A_listener_without_logins_neither_offers_nor_knows_the_command()
    {
        var logins = new SmtpAuthenticationOptions(new FakeAuthenticator()) { AllowClear = _ => true };
        var server = new TestServer(options => options.Authentication = logins) { Listener = new SmtpListener { OffersLogin = false } };
        await using var client = server.Connect();

        (await client.SendAsync("EHLO x\r\n")).ShouldNotContain("AUTH");
        (await client.SendAsync(RightPlain)).ShouldStartWith("502 ");
    }

    [Fact]
    public Task Any_bytes_behind_AUTH_get_one_reply_and_leave_a_usable_connection() =>
        Gen.Select(
            Gen.OneOf("", "PLAIN", "LOGIN", "SCRAM-SHA-256", "CRAM-MD5", "plain ="),
            Gen.OneOf(
                Gen.Char['\0', '\xff'].Array[0, 60].Select(characters => new string(characters)),
                Gen.Byte.Array[0, 200].Select(Convert.ToBase64String)))
        .SampleAsync(async (mechanism, response) =>
        {
            var server = New();
            await using var client = await GreetedAsync(server);

            var sent = client.SendAsync($"AUTH {mechanism} {response.Replace('\n', ' ')}\r\n");
            server.Time.Advance(TimeSpan.FromSeconds(8));
            await sent;
            var reply = client.Received.Split("250 HELP\r\n")[1];

            reply.Count('\n').ShouldBe(1);
            if (reply.StartsWith("334 ", StringComparison.Ordinal))
            {
                (await client.SendAsync("*\r\n")).ShouldBe("501 5.7.0 Cancelled\r\n");
            }

            (await client.SendAsync("NOOP\r\n")).ShouldBe("250 2.0.0 OK\r\n");
        }, iter: 1000);

    [Theory]
    [InlineData("AUTH PLAIN ")]
    [InlineData("AUTH LOGIN\r\n")]
    public async Task Its_lines_may_have_12288_octets_and_no_more(string start)
    {
        await using var client = await GreetedAsync(New());
        var behind = start[(start.LastIndexOf('\n') + 1)..];

        (await client.SendAsync(start + new string('!', 12_286 - behind.Length) + "\r\n")).ShouldEndWith("501 5.5.2 Not Base64\r\n");
        (await client.SendAsync(start + new string('!', 12_287 - behind.Length) + "\r\n")).ShouldEndWith("500 5.5.6 Line too long\r\n");
        (await client.SendAsync("NOOP\r\n")).ShouldBe("250 2.0.0 OK\r\n");
        (await client.SendAsync("NOOP " + new string('!', 2_048) + "\r\n")).ShouldBe("500 5.5.6 Line too long\r\n");
    }

    [Fact]
    public async Task Who_logged_in_is_in_the_envelope_until_the_end()
    {
        var server = New();
        await using var client = await GreetedAsync(server);
        await client.SendAsync(RightPlain);

        await client.StartDataAsync();
        await client.SendAsync(".\r\n");

        server.Handler.Deliveries.Single().Envelope.Peer.Login.ShouldBe("tim");
    }

    [Fact]
    public async Task Without_users_it_is_not_implemented()
    {
        await using var client = new TestServer().Connect();

        (await client.SendAsync("EHLO x\r\n")).ShouldNotContain("AUTH");
        (await client.SendAsync("AUTH PLAIN AAAA\r\n")).ShouldBe("502 5.5.1 Command not implemented\r\n");
    }

    [Fact]
    public async Task In_clear_it_is_not_offered_and_says_why()
    {
        var authenticator = new FakeAuthenticator();
        await using var client = New(options => options.AllowClear = _ => false, authenticator).Connect();

        (await client.SendAsync("EHLO x\r\n")).ShouldNotContain("AUTH");
        (await client.SendAsync(RightPlain)).ShouldStartWith("538 5.7.11 AUTH is not offered here because the connection is not encrypted");
        authenticator.Asked.ShouldBe(0);
    }

    [Fact]
    public async Task On_an_encrypted_connection_it_is_offered()
    {
        await using var client = New(options => options.AllowClear = _ => false).Connect(isEncrypted: true);

        (await client.SendAsync("EHLO x\r\n")).ShouldContain("250-AUTH SCRAM-SHA-256 CRAM-MD5 PLAIN LOGIN\r\n");
        (await client.SendAsync(RightPlain)).ShouldBe("235 2.7.0 Logged in\r\n");
    }

    [Fact]
    public async Task Only_what_the_authenticator_can_answer_is_offered()
    {
        await using var client = New(authenticator: new PasswordsOnly()).Connect();

        (await client.SendAsync("EHLO x\r\n")).ShouldContain("250-AUTH PLAIN LOGIN\r\n");
        (await client.SendAsync("AUTH SCRAM-SHA-256\r\n")).ShouldBe("504 5.5.4 Mechanism not offered\r\n");
        (await client.SendAsync(RightPlain)).ShouldBe("235 2.7.0 Logged in\r\n");
    }

    [Fact]
    public async Task CRAM_MD5_is_offered_only_when_it_was_asked_for()
    {
        await using var client = new TestServer(options =>
            options.Authentication = new SmtpAuthenticationOptions(new FakeAuthenticator()) { AllowClear = _ => true }).Connect();

        (await client.SendAsync("EHLO x\r\n")).ShouldContain("250-AUTH SCRAM-SHA-256 PLAIN LOGIN\r\n");
    }

    [Fact]
    public async Task An_authenticator_that_fails_costs_a_454_and_not_the_connection()
    {
        var authenticator = new FakeAuthenticator { Verify = (_, _) => throw new InvalidOperationException("the directory is down") };
        var server = New(authenticator: authenticator);
        await using var client = await GreetedAsync(server);

        (await client.SendAsync(RightPlain)).ShouldBe("454 4.7.0 Nobody can check logins now, try again later\r\n");
        server.Log.Lines.ShouldContain(line => line.Exception!.Message == "the directory is down");
        authenticator.Verify = (_, _) => true;
        (await client.SendAsync(RightPlain)).ShouldBe("235 2.7.0 Logged in\r\n");
    }

    [Fact]
    public async Task The_log_has_the_name_made_safe_and_never_the_password()
    {
        var server = New();
        await using var client = await GreetedAsync(server);
        var sent = client.SendAsync($"AUTH PLAIN {Base64("\0t\u001b[2Jim\0hunter2")}\r\n");
        server.Time.Advance(TimeSpan.FromSeconds(1));
        await sent;
        await client.SendAsync(RightPlain);

        server.Log.Lines.ShouldContain(line => line.Text == "Connection c1 from 192.0.2.9:4444 failed to log in as t?[2Jim by PLAIN");
        server.Log.Lines.ShouldContain(line => line.Text == "Connection c1 from 192.0.2.9:4444 logged in as tim by PLAIN");
        server.Log.Lines.ShouldAllBe(line => !line.Text.Contains("hunter2") && !line.Text.Contains(FakeAuthenticator.Password));
    }

    private sealed class PasswordsOnly : ISmtpAuthenticator
    {
        public ValueTask<bool> VerifyPasswordAsync(string user, string password, CancellationToken cancellationToken) => new(true);
    }
}
