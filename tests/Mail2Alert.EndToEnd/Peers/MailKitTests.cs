using System.Net;
using System.Security.Cryptography.X509Certificates;
using Mail2Alert.EndToEnd.Support;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Mail2Alert.EndToEnd.Peers;

/// <summary>The client of most .NET programs, which uses every extension that it is offered.</summary>
public sealed class MailKitTests(SecureScenes scenes) : IClassFixture<SecureScenes>
{
    private static readonly string[] Mechanisms = ["PLAIN", "LOGIN", "SCRAM-SHA-256"];

    public static TheoryData<string, bool> Logins => [.. Mechanisms.SelectMany(mechanism => new[] { (mechanism, false), (mechanism, true) })];

    [Theory, MemberData(nameof(Logins))]
    public async Task Logs_in_and_is_taken_from_anywhere(string mechanism, bool isImplicit)
    {
        using var client = new SmtpClient();
        await LogInAsync(client, mechanism, isImplicit);
        await client.SendAsync(Message($"{mechanism} {isImplicit}"), Patience.Token);
        await client.DisconnectAsync(true, Patience.Token);

        scenes.Mails($"{mechanism} {isImplicit}").ShouldHaveSingleItem().Field("Received").ShouldContain("with ESMTPSA id");
    }

    [Fact]
    public async Task Is_offered_what_it_knows_and_no_login_in_clear()
    {
        using var client = new SmtpClient();
        await client.ConnectAsync("127.0.0.1", scenes.StartTlsPort, SecureSocketOptions.None, Patience.Token);
        (client.Capabilities & (SmtpCapabilities.StartTLS | SmtpCapabilities.Authentication)).ShouldBe(SmtpCapabilities.StartTLS);
        await client.DisconnectAsync(true, Patience.Token);

        await LogInAsync(client, "PLAIN", isImplicit: false);
        var wanted = SmtpCapabilities.Authentication | SmtpCapabilities.Chunking | SmtpCapabilities.Dsn | SmtpCapabilities.EightBitMime
            | SmtpCapabilities.EnhancedStatusCodes | SmtpCapabilities.Pipelining | SmtpCapabilities.Size | SmtpCapabilities.UTF8;
        (client.Capabilities & wanted).ShouldBe(wanted);
        client.AuthenticationMechanisms.ShouldBe([.. Mechanisms, "SCRAM-SHA-256-PLUS"], ignoreOrder: true);
    }

    [Fact]
    public async Task Sends_to_international_addresses()
    {
        using var client = new SmtpClient();
        await LogInAsync(client, "PLAIN", isImplicit: false);
        await client.SendAsync(new FormatOptions { International = true }, Message("international", "b\u00f6@example.com"), Patience.Token);

        scenes.Mails("international").ShouldHaveSingleItem().MailFrom.ShouldContain("SMTPUTF8");
    }

    [Fact]
    public async Task Asks_for_reports()
    {
        using var client = new ReportingClient();
        await LogInAsync(client, "PLAIN", isImplicit: false);
        await client.SendAsync(Message("report"), Patience.Token);

        scenes.Mails("report").ShouldHaveSingleItem().RcptTo.ShouldHaveSingleItem().ShouldContain("NOTIFY=FAILURE");
    }

    [Fact]
    public async Task Sends_many_mails_on_one_connection()
    {
        using var client = new SmtpClient();
        await LogInAsync(client, "SCRAM-SHA-256", isImplicit: true);
        for (var i = 0; i < 10; i++)
            await client.SendAsync(Message("many"), Patience.Token);
        await client.DisconnectAsync(true, Patience.Token);

        scenes.Mails("many").Length.ShouldBe(10);
    }

    private async Task LogInAsync(SmtpClient client, string mechanism, bool isImplicit)
    {
        using var trusted = X509CertificateLoader.LoadCertificateFromFile(scenes.Certificate);
        client.ServerCertificateValidationCallback = (_, certificate, _, _) => trusted.Equals(certificate);
        var security = isImplicit ? SecureSocketOptions.SslOnConnect : SecureSocketOptions.StartTls;
        await client.ConnectAsync("127.0.0.1", scenes.Port(isImplicit), security, Patience.Token);
        var login = SaslMechanism.Create(mechanism, new NetworkCredential(SecureScenes.User, SecureScenes.Password)).ShouldNotBeNull();
        await client.AuthenticateAsync(login, Patience.Token);
    }

    private static MimeMessage Message(string subject, string to = "anna@example.com") => new(
        [MailboxAddress.Parse(ProbeMail.GoCd)], [MailboxAddress.Parse(to)], subject, new TextPart("plain") { Text = "At twelve.\n.\n" });

    private sealed class ReportingClient : SmtpClient
    {
        protected override DeliveryStatusNotification? GetDeliveryStatusNotifications(MimeMessage message, MailboxAddress mailbox) =>
            DeliveryStatusNotification.Failure;
    }
}
