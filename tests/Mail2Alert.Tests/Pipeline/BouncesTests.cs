using System.Buffers;
using System.Text;
using CsCheck;
using Mail2Alert.Channels.Mail;
using Mail2Alert.Deliveries;
using Mail2Alert.Messages;
using Mail2Alert.Pipeline;
using Mail2Alert.Routing;
using Mail2Alert.Smtp;
using Mail2Alert.Sources;
using Mail2Alert.Sources.Mail;
using Microsoft.Extensions.Time.Testing;
using MimeKit;

namespace Mail2Alert.Tests.Pipeline;

public sealed class BouncesTests
{
    private static readonly AttemptEnd.Dead Refused = new("smtp://relay answered 550 5.1.1 No such user", new SmtpReply(550, "5.1.1", "No such user"));
    private static readonly TargetId Ops = TargetId.Of(new Target("mailto", "ops@example.com", "mailto:ops@example.com"));

    private static readonly Bounces Bounces = new(
        new BounceComposer("gateway.example.com", "relay.example.com"),
        [new MailSource(new MailSettings("gocd", new Claim(["alerts@example.com"], [])))],
        new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 4, 0, 0, TimeSpan.Zero)));

    private static readonly Gen<SmtpRecipient> Recipient = Gen.Select(Gen.Int[0, 15], Gen.Bool).Select((notify, claimed) =>
        new SmtpRecipient(new SmtpPath(claimed ? "alerts" : "bo", "example.com")) { Notify = (SmtpNotify)notify });

    [Fact]
    public void A_null_sender_is_never_told() => Recipient.Array[1, 5].Sample(recipients =>
    {
        var mail = Of("Subject: x\r\n\r\n", SmtpPath.Null, recipients);
        Bounces.OfHandedOn(mail, "B1", recipients.Select(recipient => (recipient, Refused))).ShouldBeNull();
        Bounces.OfTarget(mail, TestAlert.Of(), "B1", Ops, Refused).ShouldBeNull();
    });

    [Fact]
    public void A_report_asks_for_no_report_and_calls_for_none()
    {
        var bounce = Bounces.OfHandedOn(Of("Subject: x\r\n\r\n"), "B1", [(To("bo"), Refused)])!;

        bounce.Mail.Envelope.Sender.IsNull.ShouldBeTrue();
        bounce.Mail.Envelope.Recipients.ShouldHaveSingleItem().Notify.ShouldBe(SmtpNotify.Never);
        Bounces.OfHandedOn(bounce.Mail, "B2", bounce.Mail.Envelope.Recipients.Select(to => (to with { Notify = SmtpNotify.Failure }, Refused))).ShouldBeNull();
    }

    [Fact]
    public void A_report_of_somebody_else_is_not_answered_even_if_it_has_a_sender() => Bounces.OfHandedOn(
        Of("Content-Type: Multipart/Report; report-type=delivery-status; boundary=x\r\n\r\n--x--\r\n"), "B1", [(To("bo"), Refused)]).ShouldBeNull();

    [Theory]
    [InlineData(SmtpNotify.Default, true)]
    [InlineData(SmtpNotify.Failure | SmtpNotify.Delay, true)]
    [InlineData(SmtpNotify.Never, false)]
    [InlineData(SmtpNotify.Success, false)]
    [InlineData(SmtpNotify.Delay, false)]
    public void The_sender_of_mail_that_is_handed_on_is_told_unless_it_wants_otherwise(SmtpNotify notify, bool isTold) =>
        (Bounces.OfHandedOn(Of("Subject: x\r\n\r\n"), "B1", [(To("bo") with { Notify = notify }, Refused)]) is not null).ShouldBe(isTold);

    [Theory]
    [InlineData(SmtpNotify.Default, SmtpNotify.Failure, false)]
    [InlineData(SmtpNotify.Failure, SmtpNotify.Default, true)]
    [InlineData(SmtpNotify.Never, SmtpNotify.Default, false)]
    public void The_sender_of_an_alert_is_told_of_mail_targets_only_if_it_asked_for_one_who_became_the_alert(
        SmtpNotify claimed, SmtpNotify other, bool isTold)
    {
        var mail = Of("Subject: x\r\n\r\n", null, To("alerts") with { Notify = claimed }, To("bo") with { Notify = other });

        (Bounces.OfTarget(mail, TestAlert.Of(), "B1", Ops, Refused) is not null).ShouldBe(isTold);
        Bounces.OfTarget(mail, TestAlert.Of(), "B1", TargetId.Of(new Target("slack", "#a", "slack:#a")), Refused).ShouldBeNull();
    }

    [Fact]
    public void A_report_looks_like_this()
    {
        var mail = Of(
            "From: Ann <ann@example.net>\r\nSubject: lunch\r\n\r\nAt noon?\r\n",
            null,
            To("bo") with { OriginalRecipient = "rfc822;Bo+2Bx@example.com" });
        mail = TestMail.With(mail, mail.Envelope with { Parameters = new SmtpMailParameters { EnvelopeId = "QQ+3D1", Return = "HDRS" } });

        Text(Bounces.OfHandedOn(mail, "01JDB1", [(mail.Envelope.Recipients[0], Refused)])!).ShouldBe("""
            From: Mail2Alert <MAILER-DAEMON@gateway.example.com>
            Date: Mon, 23 Nov 2026 04:00:00 +0000
            Subject: Your mail could not be delivered
            Message-Id: <01JDB1@gateway.example.com>
            To: ann@example.net
            Auto-Submitted: auto-replied
            MIME-Version: 1.0
            Content-Type: multipart/report; boundary=report-01JDB1;
            	report-type=delivery-status

            --report-01JDB1
            Content-Type: text/plain; charset=utf-8
            Content-Transfer-Encoding: 7bit

            This is Mail2Alert on gateway.example.com.

            Your mail of 2026-11-22 20:56 UTC could not be delivered to

              <bo@example.com>
                smtp://relay answered 550 5.1.1 No such user

            It is not tried any more.

            --report-01JDB1
            Content-Type: message/delivery-status
            Content-Transfer-Encoding: 7bit

            Original-Envelope-Id: QQ=1
            Reporting-MTA: dns; gateway.example.com
            Received-From-MTA: dns; localhost
            Arrival-Date: Sun, 22 Nov 2026 20:56:00 +0000

            Original-Recipient: rfc822;Bo+x@example.com
            Final-Recipient: rfc822; bo@example.com
            Action: failed
            Status: 5.1.1
            Remote-MTA: dns; relay.example.com
            Diagnostic-Code: smtp; 550 5.1.1 No such user

            --report-01JDB1
            Content-Type: text/rfc822-headers
            Content-Transfer-Encoding: 7bit

            From: Ann <ann@example.net>
            Subject: lunch

            --report-01JDB1--

            """.ReplaceLineEndings("\r\n"));
    }

    [Theory]
    [InlineData("FULL", "x", "message/rfc822")]
    [InlineData("HDRS", "x", "text/rfc822-headers")]
    [InlineData(null, "x", "text/rfc822-headers")]
    [InlineData("FULL", "\u00e9", "text/rfc822-headers")]
    public void The_whole_mail_comes_back_to_who_asked_for_it_where_any_relay_takes_it(string? asked, string body, string type)
    {
        var mail = Of($"Subject: x\r\n\r\n{body}\r\n");
        mail = TestMail.With(mail, mail.Envelope with { Parameters = new SmtpMailParameters { Return = asked } });

        Parsed(Bounces.OfHandedOn(mail, "B1", [(To("bo"), Refused)])!)[2].ContentType.MimeType.ShouldBe(type);
    }

    [Fact]
    public void A_large_mail_and_a_large_header_come_back_in_part()
    {
        var mail = Of($"Subject: x\r\nX-A: {new string('a', 200_000)}\r\n\r\n{new string('b', 200_000)}\r\n");
        mail = TestMail.With(mail, mail.Envelope with { Parameters = new SmtpMailParameters { Return = "FULL" } });

        Bounces.OfHandedOn(mail, "B1", [(To("bo"), Refused)])!.Mail.Length.ShouldBeLessThan(60_000);
    }

    [Fact]
    public void Nothing_that_anybody_said_ends_a_line_of_the_report() => Gen.String.Sample(text =>
    {
        var recipient = new SmtpRecipient(new SmtpPath($"b{text}", "example.com")) { OriginalRecipient = $"rfc822;a+0D+0ABcc:+20{text}" };
        var mail = Of("Subject: x\r\n\r\n", null, recipient);
        mail = TestMail.With(mail, mail.Envelope with { Parameters = new SmtpMailParameters { EnvelopeId = "a+0D+0AAction: delivered" } });
        var end = new AttemptEnd.Dead(text, new SmtpReply(550, null, "no\u00e9"));

        var status = Content(Parsed(Bounces.OfHandedOn(mail, "B1", [(recipient, end)])!)[1]);

        status.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(':')[0]).ShouldBe(
        [
            "Original-Envelope-Id", "Reporting-MTA", "Received-From-MTA", "Arrival-Date",
            "Original-Recipient", "Final-Recipient", "Action", "Status", "Remote-MTA", "Diagnostic-Code",
        ]);
    });

    [Fact]
    public void Addresses_in_other_scripts_are_written_in_ASCII_and_a_sender_of_that_kind_gets_SMTPUTF8()
    {
        var recipient = new SmtpRecipient(new SmtpPath("b\u00f6", "example.com"));
        var bounce = Bounces.OfHandedOn(Of("Subject: Gr\u00fc\u00dfe\r\n\r\n", new SmtpPath("\u00e5sa", "example.net"), recipient), "B1", [(recipient, Refused)])!;

        var report = Parsed(bounce);
        Content(report[1]).ShouldContain(@"Final-Recipient: utf-8; b\x{F6}@example.com");
        report[2].ContentType.MimeType.ShouldBe("message/global-headers");
        bounce.Mail.Envelope.Parameters.Utf8.ShouldBeTrue();
        Text(bounce).ShouldContain("To: \u00e5sa@example.net\r\n");
    }

    [Theory]
    [InlineData(false, null, "5.0.0")]
    [InlineData(true, null, "4.4.7")]
    [InlineData(true, "4.2.2", "4.2.2")]
    public void The_status_is_the_mail_servers_own_or_what_is_known(bool isGivenUp, string? enhanced, string status) =>
        DeliveryStatus.StatusOf(new Undelivered(default, null, "", enhanced is null ? null : new SmtpReply(450, enhanced, "x"), isGivenUp)).ShouldBe(status);

    [Fact]
    public void Mail_that_nobody_may_read_on_the_way_is_not_read_on_the_way_back()
    {
        var mail = Of("Subject: x\r\n\r\nsecret\r\n");
        mail = TestMail.With(mail, mail.Envelope with { Parameters = new SmtpMailParameters { Return = "FULL", RequireTls = true } });

        var bounce = Bounces.OfHandedOn(mail, "B1", [(To("bo"), Refused)])!;

        bounce.Mail.Envelope.Parameters.RequireTls.ShouldBeTrue();
        Text(bounce).ShouldNotContain("secret");
    }

    private static SmtpRecipient To(string name) => new(new SmtpPath(name, "example.com"));

    private static Message Of(string text, SmtpPath? sender = null, params SmtpRecipient[] recipients)
    {
        var mail = TestMail.OfBytes(Encoding.UTF8.GetBytes(text));
        return TestMail.With(mail, mail.Envelope with { Sender = sender ?? new SmtpPath("ann", "example.net"), Recipients = recipients is [] ? [To("bo")] : recipients });
    }

    private static string Text(Bounce bounce) => Encoding.UTF8.GetString(bounce.Mail.Raw.ToArray());

    private static MultipartReport Parsed(Bounce bounce) =>
        MimeMessage.Load(new MemoryStream(bounce.Mail.Raw.ToArray())).Body.ShouldBeOfType<MultipartReport>();

    private static string Content(MimeEntity part)
    {
        using var bytes = new MemoryStream();
        ((MimePart)part).Content!.DecodeTo(bytes);
        return Encoding.ASCII.GetString(bytes.ToArray());
    }
}
