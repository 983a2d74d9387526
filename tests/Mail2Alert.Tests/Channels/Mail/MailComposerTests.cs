using System.Buffers;
using System.Text;
using Mail2Alert.Channels.Mail;
using Mail2Alert.Messages;
using Mail2Alert.Routing;
using Mail2Alert.Smtp;

namespace Mail2Alert.Tests.Channels.Mail;

public sealed class MailComposerTests
{
    private const string Mail =
        "Date: today\r\nFrom: GoCD <gocd@gocd.example.net>\r\nTo: mail2alert@example.net\r\nCc: x@y\r\nSubject: hi\r\n\r\n.body\r\nTo: y\r\n";

    private static readonly MailComposer Composer = new("gateway", addPeerField: false);

    [Fact]
    public void A_redirected_mail_names_all_who_are_told_and_the_envelope_sender()
    {
        var mail = Composer.Redirected(Of(Mail), Of(Mail).Raw, "a@x.com", [To("a@x.com"), To("b@x.com"), new Target("slack", "#c:brief", "slack:#c")]);

        Below(mail).ShouldBe("Date: today\r\nCc: x@y\r\nSubject: hi\r\nTo: a@x.com,\r\n b@x.com\r\nFrom: gocd@example.net\r\nMessage-ID: <test@gateway>\r\n\r\n.body\r\nTo: y\r\n");
        mail.Recipients.Select(recipient => recipient.Address.ToString()).ShouldBe(["a@x.com"]);
        mail.Sender.ToString().ShouldBe("gocd@example.net");
    }

    [Theory]
    [InlineData("Message-ID: <1@nas>\r\n", "<1@nas>")]
    [InlineData("message-id : <2@nas>\r\n", "<2@nas>")]
    [InlineData("X-A: 1\r\n", "<test@gateway>")]
    public void A_mail_has_one_name_at_every_attempt(string fields, string name)
    {
        var message = Of($"{fields}\r\nbody\r\n");
        var mail = Whole(Composer.Redirected(message, message.Raw, "a@x.com", [To("a@x.com")]));

        mail.Split("essage-").Length.ShouldBe(2);
        mail.ShouldContain(name);
    }

    [Fact]
    public void A_bounce_keeps_its_From_since_it_has_no_sender()
    {
        var bounce = Of(Mail);
        var mail = Composer.Redirected(TestMail.With(bounce, bounce.Envelope with { Sender = SmtpPath.Null }), bounce.Raw, "a@x.com", [To("a@x.com")]);

        Below(mail).ShouldContain("From: GoCD <gocd@gocd.example.net>\r\n");
        mail.Sender.IsNull.ShouldBeTrue();
    }

    [Theory]
    [InlineData("fallback of oncall: late", "[fallback]")]
    [InlineData("escalated: nobody acknowledged it within 15m", "[escalated]")]
    [InlineData("flaps: 6 changes in 1h", "[flaps]")]
    public void The_first_word_of_a_note_marks_the_subject(string note, string mark)
    {
        var message = Of("Subject: disk full\r\n\r\n");

        Whole(Composer.Redirected(message, message.Raw, "a@x.com", [To("a@x.com")], note)).ShouldContain($"\r\nSubject: {mark} disk full\r\n");
    }

    [Theory]
    [InlineData("Subject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?=\r\n folded\r\n", "Subject: [fallback] =?utf-8?Q?Gr=C3=BC=C3=9Fe?=\r\n folded\r\n")]
    [InlineData("X-A: 1\r\n", "Subject: [fallback]\r\n")]
    public void A_fallback_sees_in_the_subject_that_it_is_one_and_in_a_field_why(string fields, string subject)
    {
        var message = Of($"{fields}\r\nbody\r\n");
        var mail = Whole(Composer.Redirected(message, message.Raw, "a@x.com", [To("a@x.com")], "fallback of oncall: caf\u00e9\r\nBcc: everybody@x.com"));

        mail.ShouldContain("\r\n" + subject);
        mail.ShouldContain("\r\nX-Mail2Alert-Note: fallback of oncall: caf???Bcc: everybody@x.com\r\n");
        mail.Split("Subject:").Length.ShouldBe(2);
    }

    [Fact]
    public void A_forwarded_mail_is_the_same_below_the_trace_field()
    {
        var message = Of(Mail);
        var mail = Composer.Forwarded(message, message.Raw, message.Envelope.Recipients);

        Whole(mail).ShouldStartWith("Received: from ");
        Below(mail).ShouldBe(Mail);
    }

    [Fact]
    public void The_ancestors_peer_field_is_added_where_it_is_asked_for()
    {
        var message = Of(Mail);

        Whole(new MailComposer("gateway", addPeerField: true).Forwarded(message, message.Raw, message.Envelope.Recipients)).ShouldContain("\r\nX-Peer: ");
    }

    [Fact]
    public void The_length_is_what_will_be_sent()
    {
        var message = Of(Mail);
        var mail = Composer.Forwarded(message, message.Raw, message.Envelope.Recipients);

        mail.Length.ShouldBe(Whole(mail).Length);
    }

    private static Message Of(string text) => TestMail.OfBytes(Encoding.Latin1.GetBytes(text));

    private static Target To(string address) => new("mailto", address, $"mailto:{address}");

    private static string Whole(OutgoingMail mail) =>
        Encoding.Latin1.GetString(mail.Header.Span) + "\r\n" + Encoding.Latin1.GetString(mail.Body.ToArray());

    // The Received field has three lines, or four with its recipient; the field that names us follows.
    private static string Below(OutgoingMail mail) => string.Join("\r\n", Whole(mail).Split("\r\n").SkipWhile(line => !line.StartsWith("X-Mail2Alert-Passed: gateway", StringComparison.Ordinal)).Skip(1));
}
