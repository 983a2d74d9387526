using Mail2Alert.Smtp.Authentication;
using Mail2Alert.Smtp.Tests.Authentication;
using Mail2Alert.Smtp.Tests.Support;
using Mail2Alert.Smtp.Tls;

namespace Mail2Alert.Smtp.Tests.Sessions;

public sealed class HelpTests
{
    private readonly TestServer _server = NewServer();

    [Fact]
    public async Task Names_STARTTLS_in_clear_and_AUTH_inside_TLS()
    {
        await using var clear = _server.Connect();
        (await clear.SendAsync("HELP\r\n")).ShouldBe("214 2.0.0 EHLO HELO STARTTLS MAIL RCPT DATA BDAT RSET NOOP VRFY HELP QUIT (RFC 5321)\r\n");

        await using var secure = _server.Connect(isEncrypted: true);
        (await secure.SendAsync("HELP\r\n")).ShouldBe("214 2.0.0 EHLO HELO AUTH MAIL RCPT DATA BDAT RSET NOOP VRFY HELP QUIT (RFC 5321)\r\n");
    }

    [Theory]
    [InlineData("root")]
    [InlineData("nobody-of-that-name")]
    [InlineData("<a@b>")]
    public async Task VRFY_says_the_same_of_everybody(string name)
    {
        await using var client = _server.Connect();

        (await client.SendAsync($"VRFY {name}\r\n")).ShouldBe("252 2.1.5 Send some mail, it will be tried\r\n");
    }

    private static TestServer NewServer()
    {
        var certificate = TestAuthority.Shared.Context("mx.example.org");
        return new TestServer(options =>
        {
            options.Tls = new SmtpTlsOptions { SelectCertificate = _ => certificate };
            options.Authentication = new SmtpAuthenticationOptions(new FakeAuthenticator());
        });
    }
}
