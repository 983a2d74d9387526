using System.Text;
using Mail2Alert.Messages;

namespace Mail2Alert.Tests.Messages;

public sealed class MessageKindTests
{
    [Theory]
    [InlineData("")]
    [InlineData("Auto-Submitted: auto-generated\r\n")]
    [InlineData("Auto-Submitted: no\r\n")]
    [InlineData("Precedence: bulk\r\n")]
    [InlineData("X-Auto-Response-Suppress: All\r\n")]
    [InlineData("Subject: Out of office\r\n")]
    [InlineData("Content-Type: multipart/report; boundary=b\r\n")]
    public void What_a_notifier_sends_is_ordinary(string fields) => Of(fields + "\r\n").ShouldBe(MessageKind.Ordinary);

    [Theory]
    [InlineData("Auto-Submitted: auto-replied\r\n")]
    [InlineData("Auto-Submitted: Auto-Replied (vacation); owner-email=\"a@b\"\r\n")]
    [InlineData("X-Autoreply: yes\r\n")]
    [InlineData("X-Autorespond: x\r\n")]
    [InlineData("Precedence: auto_reply\r\n")]
    public void What_answers_by_itself_is_an_auto_reply(string fields) => Of(fields + "\r\n").ShouldBe(MessageKind.AutoReply);

    [Theory]
    [InlineData("delivery-status", nameof(MessageKind.DeliveryStatus))]
    [InlineData("Disposition-Notification", nameof(MessageKind.DispositionNotification))]
    [InlineData("feedback-report", nameof(MessageKind.SpamReport))]
    public void Reports_are_told_apart_by_their_type_or_by_their_second_part(string type, string kind)
    {
        Of($"Content-Type: multipart/report; report-type={type}; boundary=b\r\nAuto-Submitted: auto-replied\r\n\r\n").ToString().ShouldBe(kind);
        Of(MessageTextTests.Multipart("report", "\r\nfailed", $"Content-Type: message/{type}\r\n\r\nx: y")).ToString().ShouldBe(kind);
        Of($"Content-Type: message/{type}\r\n\r\nx: y").ToString().ShouldBe(kind);
    }

    [Fact]
    public void A_bounce_of_Exim_is_delivery_status() => Of("X-Failed-Recipients: a@b\r\n\r\nx").ShouldBe(MessageKind.DeliveryStatus);

    [Fact]
    public void A_meeting_is_a_calendar_mail_and_a_file_of_one_is_not()
    {
        const string meeting = "Content-Type: text/calendar; method=REQUEST\r\n";

        Of(MessageTextTests.Multipart("alternative", "\r\nWe meet", meeting + "\r\nBEGIN:VCALENDAR")).ShouldBe(MessageKind.Calendar);
        Of(meeting + "\r\nBEGIN:VCALENDAR").ShouldBe(MessageKind.Calendar);
        Of(MessageTextTests.Multipart("mixed", "\r\nx", meeting + "Content-Disposition: attachment\r\n\r\nBEGIN:VCALENDAR")).ShouldBe(MessageKind.Ordinary);
    }

    private static MessageKind Of(string latin1) => TestMail.OfBytes(Encoding.Latin1.GetBytes("From: a@b\r\n" + latin1)).Kind;
}
