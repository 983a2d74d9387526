using System.Text;
using Mail2Alert.Channels.Mail;

namespace Mail2Alert.Tests.Messages;

/// <summary>
/// What reading allocates is counted, because it is the same on every machine. Most of it is free again at once: what stays are the parts and the text.
/// </summary>
public sealed class BombTests
{
    private const long Allowed = 64 * 1024 * 1024;

    public static TheoryData<string> Names => [.. MailBombs.All.Keys];

    [Theory, MemberData(nameof(Names))]
    public void Costs_no_more_than_a_bounded_mail_and_is_passed_on_byte_for_byte(string name)
    {
        var bytes = Encoding.Latin1.GetBytes(MailBombs.All[name]());
        var mail = TestMail.OfBytes(bytes);

        Costs(() => (mail.Subject, mail.From, mail.MessageId)).ShouldBeLessThan(Allowed);
        Costs(() => (mail.Text, mail.Trouble)).ShouldBeLessThan(Allowed);
        Costs(() => mail.Tables).ShouldBeLessThan(Allowed);
        Costs(() => (mail.Files, mail.Attachments, mail.Kind)).ShouldBeLessThan(Allowed);

        var forwarded = new MailComposer("mx.example.org", addPeerField: false).Forwarded(mail, mail.Raw, mail.Envelope.Recipients);
        Wire(forwarded).AsSpan().EndsWith(bytes).ShouldBeTrue();
    }

    private static long Costs(Func<object?> read)
    {
        var start = GC.GetAllocatedBytesForCurrentThread();
        _ = read();
        return GC.GetAllocatedBytesForCurrentThread() - start;
    }

    [Fact]
    public void What_stands_before_the_bound_is_read()
    {
        var mail = TestMail.OfBytes(Encoding.Latin1.GetBytes("Subject: read\r\n" + Times(1_000_000, "X: y\r\n") + "\r\nbody\r\n" + new string('x', 2_000_000)));

        mail.Subject.ShouldBe("read");
        mail.Text.ShouldStartWith("body\n");
    }

    private static byte[] Wire(OutgoingMail mail)
    {
        var wire = new MemoryStream();
        wire.Write(mail.Header.Span);
        wire.Write("\r\n"u8);
        foreach (var segment in mail.Body)
            wire.Write(segment.Span);
        return wire.ToArray();
    }

    private static string Times(int number, string text) => string.Concat(Enumerable.Repeat(text, number));
}
