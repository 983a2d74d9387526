using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using Mail2Alert.EndToEnd.Support;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Mail2Alert.EndToEnd.Relaying;

/// <summary>Mail that goes on by trusted TLS, to servers that promise the same, or not at all (RFC 8689).</summary>
public sealed class RequireTlsTests
{
    [Fact]
    public async Task Goes_on_with_the_same_demand_to_a_relay_that_takes_it()
    {
        using var directory = new TemporaryDirectory();
        var (file, key) = OwnCertificate.Write(directory);
        using var certificate = X509Certificate2.CreateFromPemFile(file, key);
        await using var relay = new FakeRelay(certificate: certificate);
        relay.Capabilities = [.. relay.Capabilities, "REQUIRETLS"];
        await using var program = await StartAsync($"smtps://127.0.0.1:{relay.Port}", file, key);

        (await SendAsync(program.Port)).ShouldBeNull();

        relay.Mails.ShouldHaveSingleItem().MailFrom.Split(' ').ShouldContain("REQUIRETLS");
    }

    [Fact]
    public async Task Is_refused_when_the_relay_does_not_promise_it()
    {
        using var directory = new TemporaryDirectory();
        var (file, key) = OwnCertificate.Write(directory);
        using var certificate = X509Certificate2.CreateFromPemFile(file, key);
        await using var relay = new FakeRelay(certificate: certificate);
        await using var program = await StartAsync($"smtps://127.0.0.1:{relay.Port}", file, key);

        await RefusesAsync(program.Port, relay);
    }

    [Fact]
    public async Task Is_refused_when_the_relay_promises_it_in_clear_text()
    {
        using var directory = new TemporaryDirectory();
        var (file, key) = OwnCertificate.Write(directory);
        await using var relay = new FakeRelay();
        relay.Capabilities = [.. relay.Capabilities, "REQUIRETLS"];
        await using var program = await StartAsync($"smtp://127.0.0.1:{relay.Port}", file, key);

        await RefusesAsync(program.Port, relay);
    }

    private static async Task RefusesAsync(int port, FakeRelay relay)
    {
        var refusal = (await SendAsync(port)).ShouldNotBeNull();
        ((int)refusal.StatusCode).ShouldBe(550);
        refusal.Message.ShouldStartWith("5.7.30");
        relay.Mails.ShouldBeEmpty();
    }

    // The program trusts our certificate as it would one of a known authority.
    private static Task<RunningProgram> StartAsync(string relay, string file, string key) => RunningProgram.StartAsync(
        string.Create(CultureInfo.InvariantCulture, $$"""
            listeners: smtps://127.0.0.1:0
            tls: { certificate: {{file}}, key: {{key}} }
            relay: {{relay}}
            store: none
            sources: { mail: { claim: { to: {{ProbeMail.Alerts}} } } }
            """),
        new Dictionary<string, string> { ["SSL_CERT_FILE"] = file });

    private static async Task<SmtpCommandException?> SendAsync(int port)
    {
        using var client = new SmtpClient { CheckCertificateRevocation = false, RequireTLS = true };
#pragma warning disable CA5359 // Whether the next hop is trusted is the question here.
        client.ServerCertificateValidationCallback = (_, _, _, _) => true;
#pragma warning restore CA5359
        await client.ConnectAsync("127.0.0.1", port, SecureSocketOptions.SslOnConnect, Patience.Token);
        client.Capabilities.HasFlag(SmtpCapabilities.RequireTLS).ShouldBeTrue();
        using var message = new MimeMessage { Subject = "x", Body = new TextPart { Text = "x" } };
        try
        {
            await client.SendAsync(message, new MailboxAddress("", ProbeMail.GoCd), [new MailboxAddress("", "anna@example.com")], Patience.Token);
            return null;
        }
        catch (SmtpCommandException refusal)
        {
            return refusal;
        }
    }
}
