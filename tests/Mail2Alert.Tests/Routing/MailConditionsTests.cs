using System.Net;
using System.Text;
using Mail2Alert.Alerts;
using Mail2Alert.Configuration;
using Mail2Alert.Messages;
using Mail2Alert.Smtp;
using Mail2Alert.Storage;
using Mail2Alert.Tests.Configuration;

namespace Mail2Alert.Tests.Routing;

public sealed class MailConditionsTests
{
    private const string Raw = """
        From: NAS <nas@example.com>
        Subject: Backup
        List-Id: <backup.example.com>
        X-Tag: one
        X-Tag: two
        MIME-Version: 1.0
        Content-Type: multipart/mixed; boundary=b

        --b
        Content-Type: text/plain

        Volume 3 is full.
        --b
        Content-Type: text/csv; name="volumes.csv"
        Content-Disposition: attachment; filename="volumes.csv"

        1,2
        --b--

        """;

    private static readonly Message Mail = Of(new SmtpPeer("c", IPEndPoint.Parse("[::ffff:10.1.2.3]:40000"), null, "NAS.example.com", true)
    {
        Login = "nas",
        Listener = new SmtpListener { Name = "devices" },
    });

    [Theory]
    [InlineData("header: { List-Id: '<backup.example.com>' }", true)]
    [InlineData("header: { list-id: /backup/ }", true)]
    [InlineData("header: { X-Tag: two }", true)]
    [InlineData("header: { X-Tag: [one, three], List-Id: /backup/ }", true)]
    [InlineData("header: { X-Tag: three }", false)]
    [InlineData("header: { X-Missing: /./ }", false)]
    [InlineData("not: { header: { X-Missing: /./ } }", true)]
    [InlineData("mail-from: NAS@example.com", true)]
    [InlineData("mail-from: /@EXAMPLE/", true)]
    [InlineData("mail-from: '<>'", false)]
    [InlineData("rcpt-to: ops@example.com", true)]
    [InlineData("rcpt-to: alerts@example.com", true)]
    [InlineData("rcpt-to: [boss@example.com, '/^ops@/']", true)]
    [InlineData("rcpt-to: boss@example.com", false)]
    [InlineData("helo: nas.example.com", true)]
    [InlineData("login: nas", true)]
    [InlineData("login: ups", false)]
    [InlineData("listener: devices", true)]
    [InlineData("network: 10.0.0.0/8", true)]
    [InlineData("network: [192.0.2.0/24, '::ffff:10.1.0.0/112']", true)]
    [InlineData("network: 192.0.2.0/24", false)]
    [InlineData("network: '::/0'", false)]
    [InlineData("text: '/Volume [0-9] is full/'", true)]
    [InlineData("text: /empty/", false)]
    [InlineData("attachment: volumes.csv", true)]
    [InlineData("attachment: /\\.exe$/", false)]
    public void Conditions_look_at_the_mail(string when, bool matches)
    {
        var condition = Configured(when).Routes[0].When;

        condition.Matches(TestAlert.Of() with { Mail = Mail }).ShouldBe(matches.ToTruth());
        condition.Matches(TestAlert.Of()).ShouldBe(when.StartsWith("not", StringComparison.Ordinal).ToTruth());
    }

    [Theory]
    [InlineData("login: nas")]
    [InlineData("listener: devices")]
    [InlineData("network: 10.0.0.0/8")]
    [InlineData("helo: nas.example.com")]
    public void They_do_so_when_the_mail_was_stored_in_between(string when)
    {
        var stored = TestMail.With(Mail, EnvelopeJson.Read(EnvelopeJson.Write(Mail.Envelope)));

        Configured(when).Routes[0].When.Matches(TestAlert.Of() with { Mail = stored }).ShouldBe(Truth.Yes);
    }

    [Fact]
    public void The_null_sender_has_a_name() =>
        Configured("mail-from: '<>'").Routes[0].When
            .Matches(TestAlert.Of() with { Mail = TestMail.With(Mail, Mail.Envelope with { Sender = SmtpPath.Null }) }).ShouldBe(Truth.Yes);

    [Fact]
    public void A_client_on_a_socket_is_in_no_network() =>
        Configured("network: [0.0.0.0/0, '::/0']").Routes[0].When.Matches(TestAlert.Of() with { Mail = TestMail.Of("", "") }).ShouldBe(Truth.No);

    [Fact]
    public void What_is_long_is_shown_by_its_beginning()
    {
        var alert = TestAlert.Of() with { Mail = TestMail.Of("", new string('x', 1000)) };

        Configured("text: /y/").Routes[0].When.Explain(alert).Saw!.Length.ShouldBe(201);
        Configured("text: /y/").Routes[0].When.Matches(alert).ShouldBe(Truth.No);
    }

    private static Mail2AlertConfiguration Configured(string when) => Loaded.Valid($$"""
        relay: mail.example.com
        users: { nas: secret, ups: secret }
        networks: []
        listeners: [ { url: 'smtp://127.0.0.1:2525', name: devices, auth-in-clear: 127.0.0.0/8 } ]
        routes:
          - when: { {{when}} }
            to: mailto:a@example.com
        """);

    private static Message Of(SmtpPeer peer)
    {
        var mail = TestMail.OfBytes(Encoding.ASCII.GetBytes(Raw.ReplaceLineEndings("\r\n")), "nas@example.com");
        var recipients = new[] { "alerts", "ops" }.Select(name => new SmtpRecipient(new SmtpPath(name, "example.com")));
        return TestMail.With(mail, mail.Envelope with { Peer = peer, Recipients = [.. recipients] });
    }
}
