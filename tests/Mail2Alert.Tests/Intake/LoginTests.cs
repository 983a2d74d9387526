using System.Diagnostics;
using System.Globalization;
using Mail2Alert.Smtp.Authentication;
using Mail2Alert.Tests.Configuration;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Mail2Alert.Tests.Intake;

/// <summary>The whole program on a socket, and clients that others wrote.</summary>
public sealed class LoginTests : IAsyncLifetime
{
    private const string Script = """
        import smtplib, sys
        client = smtplib.SMTP('127.0.0.1', int(sys.argv[1]), local_hostname='client')
        client.login('nas', 'pass word')
        client.sendmail('nas@example.net', ['ops@example.net'], 'Subject: x\r\n\r\nx\r\n')
        client.quit()
        """;

    private Gateway? _gateway;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private int Port => int.Parse(_gateway!.Addresses.Single().Split(':')[^1], CultureInfo.InvariantCulture);

    public async ValueTask InitializeAsync()
    {
        var stored = SmtpCredential.FromPassword("stored away").ToStoredForm();
        _gateway = Gateway.Build(Loaded.Valid(
            $$"""
            listeners: 127.0.0.1:0
            networks: 192.0.2.1
            users: { nas: pass word, ups: '{{stored}}' }
            auth-in-clear: 127.0.0.1
            limits: { login-delay: 1ms }
            sources: { mail: {} }
            """), _ => { });
        await _gateway.StartAsync(Token);
    }

    public ValueTask DisposeAsync() => _gateway!.DisposeAsync();

    [Theory]
    [InlineData("PLAIN", "nas", "pass word")]
    [InlineData("LOGIN", "nas", "pass word")]
    [InlineData("SCRAM-SHA-256", "nas", "pass word")]
    [InlineData("PLAIN", "ups", "stored away")]
    [InlineData("SCRAM-SHA-256", "ups", "stored away")]
    public async Task MailKit_logs_in_and_sends(string mechanism, string user, string password)
    {
        using var client = await ConnectAsync();
        client.AuthenticationMechanisms.ShouldBe(["SCRAM-SHA-256", "PLAIN", "LOGIN"], ignoreOrder: true);

        await client.AuthenticateAsync(Mechanism(mechanism, user, password), Token);

        await client.SendAsync(Mail(), Token);
    }

    [Theory]
    [InlineData("PLAIN")]
    [InlineData("LOGIN")]
    [InlineData("SCRAM-SHA-256")]
    public async Task Neither_a_wrong_password_nor_an_unknown_name_gets_in(string mechanism)
    {
        using var client = await ConnectAsync();

        var wrong = await Should.ThrowAsync<AuthenticationException>(() => client.AuthenticateAsync(Mechanism(mechanism, "nas", "x"), Token));
        var unknown = await Should.ThrowAsync<AuthenticationException>(() => client.AuthenticateAsync(Mechanism(mechanism, "san", "x"), Token));

        wrong.Message.ShouldStartWith("535");
        unknown.Message.ShouldBe(wrong.Message);
    }

    [Fact]
    public async Task Without_a_login_nobody_sends_from_a_network_that_is_not_listed()
    {
        using var client = await ConnectAsync();

        var refusal = await Should.ThrowAsync<Exception>(() => client.SendAsync(Mail(), Token));

        refusal.Message.ShouldContain("Log in first");
    }

    [Theory]
    [InlineData("PLAIN")]
    [InlineData("LOGIN")]
    public Task Swaks_logs_in_and_sends(string mechanism) => RunAsync(
        "/usr/bin/swaks", "--server", "127.0.0.1", "--port", $"{Port}", "--auth", mechanism, "--auth-user", "nas",
        "--auth-password", "pass word", "--from", "nas@example.net", "--to", "ops@example.net", "--helo", "client");

    [Fact]
    public Task Curl_logs_in_and_sends() => RunAsync(
        "/usr/bin/curl", "--silent", "--show-error", "--url", $"smtp://127.0.0.1:{Port}", "--user", "nas:pass word",
        "--mail-from", "nas@example.net", "--mail-rcpt", "ops@example.net", "--upload-file", "/dev/null");

    [Fact]
    public Task Python_logs_in_and_sends() =>
        RunAsync("/usr/bin/python3", "-c", Script, Port.ToString(CultureInfo.InvariantCulture));

    private static SaslMechanism Mechanism(string name, string user, string password) => name switch
    {
        "PLAIN" => new SaslMechanismPlain(user, password),
        "LOGIN" => new SaslMechanismLogin(user, password),
        _ => new SaslMechanismScramSha256(user, password),
    };

    private static MimeMessage Mail() => new(
        [MailboxAddress.Parse("nas@example.net")],
        [MailboxAddress.Parse("ops@example.net")],
        "Backup failed",
        new TextPart("plain") { Text = "x" });

    // Outside CI the absence of a Debian program skips its test; there it is a failure.
    private static async Task RunAsync(string program, params string[] arguments)
    {
        Assert.SkipUnless(File.Exists(program) || Environment.GetEnvironmentVariable("CI") == "true", $"{program} is not installed");
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        process.StandardInput.Close();
        var (output, error) = (process.StandardOutput.ReadToEndAsync(Token), process.StandardError.ReadToEndAsync(Token));
        await process.WaitForExitAsync(Token);
        process.ExitCode.ShouldBe(0, await output + await error);
    }

    private async Task<SmtpClient> ConnectAsync()
    {
        var client = new SmtpClient();
        await client.ConnectAsync("127.0.0.1", Port, SecureSocketOptions.None, Token);
        return client;
    }
}
