using Mail2Alert.Smtp.Authentication;
using Mail2Alert.Smtp.Tests.Support;
using Mail2Alert.Smtp.Tls;
using Microsoft.Extensions.Options;

namespace Mail2Alert.Smtp.Tests.Authentication;

public sealed class CustomMechanismTests
{
    private const string Right = "n,,\u0001auth=Bearer good\u0001\u0001";
    private const string Wrong = "n,,\u0001auth=Bearer stale\u0001\u0001";

    private readonly TestServer _server = NewServer();

    [Fact]
    public async Task Is_offered_inside_TLS_only()
    {
        await using var client = new StreamClient(_server.Server);
        await client.ReadReplyAsync();
        (await client.AskAsync("EHLO x")).ShouldNotContain("OAUTHBEARER");
        (await client.AskAsync(Auth(Right))).ShouldStartWith("504 5.5.4");
        await client.AskAsync("STARTTLS");
        await client.HandshakeAsync();

        (await client.AskAsync("EHLO x")).ShouldContain(" LOGIN OAUTHBEARER\r\n");
    }

    [Theory]
    [InlineData("OAUTHBEARER")]
    [InlineData("oauthbearer")]
    public async Task Logs_in_whom_it_grants(string name)
    {
        await using var client = await ConnectAsync();

        (await client.AskAsync(Auth(Right, name))).ShouldStartWith("235 2.7.0");

        (await client.DeliverAsync(_server.Handler)).Envelope.Peer.Login.ShouldBe("anna@example.com");
    }

    [Fact]
    public async Task Takes_a_first_response_that_was_asked_for()
    {
        await using var client = await ConnectAsync();

        (await client.AskAsync("AUTH OAUTHBEARER")).ShouldBe("334 \r\n");
        (await client.AskAsync(LoginServer.Base64(Right))).ShouldStartWith("235 ");
    }

    [Fact]
    public async Task Tells_why_it_denies_before_it_does()
    {
        await using var client = await ConnectAsync();

        LoginServer.Text(await client.AskAsync(Auth(Wrong))).ShouldBe("""{"status":"invalid_token"}""");
        (await client.AskAsync(LoginServer.Base64("\u0001"))).ShouldStartWith("535 5.7.8");
    }

    [Fact]
    public async Task Is_locked_out_like_the_others()
    {
        await using var client = await ConnectAsync();
        for (var i = 0; i < 2; i++)
        {
            await client.AskAsync(Auth(Wrong));
            (await client.AskAsync(LoginServer.Base64("\u0001"))).ShouldStartWith("535 ");
        }

        await client.AskAsync(Auth(Wrong));
        (await client.AskAsync(LoginServer.Base64("\u0001"))).ShouldStartWith("421 4.7.0");
    }

    [Fact]
    public async Task Its_failure_is_454_and_the_session_goes_on()
    {
        var server = NewServer((_, _) => throw new InvalidOperationException("The directory is down."));
        await using var client = new StreamClient(server.Server);
        await client.StartTlsAsync();
        await client.AskAsync("EHLO x");

        (await client.AskAsync(Auth(Right))).ShouldStartWith("454 4.7.0");
        (await client.AskAsync("NOOP")).ShouldStartWith("250 ");
    }

    [Theory]
    [InlineData("")]
    [InlineData("lower")]
    [InlineData("WITH SPACE")]
    [InlineData("LINE\r\nEND")]
    [InlineData("A-NAME-OF-21-LETTERS-")]
    [InlineData("PLAIN")]
    [InlineData("SCRAM-SHA-256-PLUS")]
    public void Is_not_made_under_a_name_that_is_none_or_taken(string name) =>
        Should.Throw<ArgumentException>(() => new SmtpMechanism(name, _ => new OAuthBearer((_, _) => default)));

    [Fact]
    public void Two_of_a_name_stop_the_start()
    {
        var mechanism = new SmtpMechanism("XOAUTH2", _ => new OAuthBearer((_, _) => default));

        Should.Throw<OptionsValidationException>(() => new TestServer(options =>
            options.Authentication = new SmtpAuthenticationOptions(new FakeAuthenticator()) { CustomMechanisms = [mechanism, mechanism] }));
    }

    private static string Auth(string response, string name = "OAUTHBEARER") => $"AUTH {name} {LoginServer.Base64(response)}";

    private static TestServer NewServer(Func<string, CancellationToken, ValueTask<string?>>? userOf = null)
    {
        var certificate = TestAuthority.Shared.Context("mx.example.org");
        return new TestServer(options =>
        {
            options.Tls = new SmtpTlsOptions { SelectCertificate = _ => certificate };
            options.Authentication = new SmtpAuthenticationOptions(new FakeAuthenticator())
            {
                AllowClear = _ => true,
                MaxDelay = TimeSpan.FromTicks(1),
                CustomMechanisms = [new("OAUTHBEARER", _ => new OAuthBearer(userOf ?? Users))],
            };
        });
    }

    private static ValueTask<string?> Users(string token, CancellationToken cancellationToken) => new(token == "good" ? "anna@example.com" : null);

    private async Task<StreamClient> ConnectAsync()
    {
        var client = new StreamClient(_server.Server);
        await client.StartTlsAsync();
        await client.AskAsync("EHLO x");
        return client;
    }
}
