using Mail2Alert.EndToEnd.Support;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Mail2Alert.EndToEnd.Peers;

/// <summary>A client that others wrote binds its login to the TLS channel.</summary>
public sealed class ChannelBindingTests
{
    [Theory]
    [InlineData("smtp")]
    [InlineData("smtps")]
    public async Task MailKit_logs_in_bound_to_the_certificate(string scheme)
    {
        using var directory = new TemporaryDirectory();
        var (file, key) = OwnCertificate.Write(directory);
        await using var scene = await Scene.StartAsync(
            more: $"tls: {{ certificate: {file}, key: {key} }}\nnetworks: 192.0.2.1\nusers: {{ nas: secret }}", scheme: scheme);
        using var client = new SmtpClient { CheckCertificateRevocation = false };
#pragma warning disable CA5359 // Who it is, the login tells.
        client.ServerCertificateValidationCallback = (_, _, _, _) => true;
#pragma warning restore CA5359
        await client.ConnectAsync(
            "127.0.0.1", scene.Program.Port, scheme == "smtps" ? SecureSocketOptions.SslOnConnect : SecureSocketOptions.StartTls, Patience.Token);
        client.AuthenticationMechanisms.ShouldContain("SCRAM-SHA-256-PLUS");

        await client.AuthenticateAsync(new SaslMechanismScramSha256Plus("nas", "secret"), Patience.Token);

        using var message = new MimeMessage { Subject = "x", Body = new TextPart { Text = "x" } };
        await client.SendAsync(message, new MailboxAddress("", ProbeMail.GoCd), [new MailboxAddress("", "anna@example.com")], Patience.Token);
        scene.Relay.Mails.ShouldHaveSingleItem().Field("Received").ShouldContain("with ESMTPSA id");
    }
}
