using System.Text;
using Mail2Alert.Smtp.Authentication;
using Mail2Alert.Smtp.Tests.Support;

namespace Mail2Alert.Smtp.Tests.Authentication;

/// <summary>A server that takes logins in clear.</summary>
internal static class LoginServer
{
    public const string RightPlain = "AUTH PLAIN AHRpbQB0YW5zdGFhZnRhbnN0YWFm\r\n";

    public const string WrongPlain = "AUTH PLAIN AHRpbQB3cm9uZw==\r\n";

    public static TestServer New(Action<SmtpAuthenticationOptions>? configure = null, ISmtpAuthenticator? authenticator = null)
    {
        var options = new SmtpAuthenticationOptions(authenticator ?? new FakeAuthenticator())
        {
            AllowClear = _ => true,
            Mechanisms = SmtpMechanisms.Plain | SmtpMechanisms.Login | SmtpMechanisms.ScramSha256 | SmtpMechanisms.CramMd5,
        };
        configure?.Invoke(options);
        return new TestServer(server => server.Authentication = options);
    }

    public static async Task<TestClient> GreetedAsync(TestServer server, string address = "192.0.2.9")
    {
        var client = server.Connect(address: address);
        await client.SendAsync("EHLO x\r\n");
        return client;
    }

    public static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    public static string Text(string challenge) => Encoding.UTF8.GetString(Convert.FromBase64String(challenge[4..].TrimEnd()));
}
