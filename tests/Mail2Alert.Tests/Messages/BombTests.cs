using System.Text;
using Mail2Alert.Channels.Mail;

namespace Mail2Alert.Tests.Messages;

/// <summary>
/// Mails of megabytes that are made to cost much more than they are. What reading allocates is counted, because it is the same on every
/// machine: each of these took seconds, and hundreds of megabytes or the stack, where nothing bounded it.
/// </summary>
public sealed class BombTests
{
    // The worst takes 150 MB: as many parts as go into a megabyte. An honest mail takes 8.
    private const long Allowed = 192 * 1024 * 1024;

    private static readonly Dictionary<string, Func<string>> Bombs = new()
    {
        ["nothing to fear"] = () => "Subject: x\r\n\r\n" + Times(320_000, new string('x', 62) + "\r\n"),
        ["100,000 nested multiparts"] = () => "Subject: x\r\n" + Numbered(100_000, "Content-Type: multipart/mixed; boundary=b{0}\r\n\r\n--b{0}\r\n"),
        ["nested multiparts of one boundary"] = () => Times(100_000, "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n"),
        ["100,000 nested messages"] = () => "Subject: x\r\n" + Times(100_000, "Content-Type: message/rfc822\r\n\r\n"),
        ["a million parts"] = () => "Content-Type: multipart/mixed; boundary=b\r\n\r\n" + Times(1_000_000, "--b\r\n\r\n"),
        ["300,000 alternatives"] = () => "Content-Type: multipart/alternative; boundary=b\r\n\r\n" + Times(300_000, "--b\r\nContent-Type: text/plain\r\n\r\nx\r\n"),
        ["a million fields"] = () => Times(1_000_000, "X: y\r\n") + "Subject: x\r\n\r\nbody\r\n",
        ["a million names of fields"] = () => Numbered(1_000_000, "X{0}: y\r\n") + "\r\nbody\r\n",
        ["a line of 20 MiB"] = () => "Subject: " + new string('x', 20 * 1024 * 1024) + "\r\n\r\nbody\r\n",
        ["a field folded a million times"] = () => "Subject: x\r\n" + Times(1_000_000, " y\r\n") + "\r\nbody\r\n",
        ["a boundary of megabytes"] = () => $"Content-Type: multipart/mixed; boundary={new string('b', 5_000_000)}\r\n\r\n--{new string('b', 5_000_000)}\r\n\r\nx\r\n",
        ["a million parameters"] = () => "Content-Type: text/plain" + Times(1_000_000, "; x=y") + "\r\n\r\nbody\r\n",
        ["a parameter in 300,000 pieces"] = () => "Content-Type: text/plain" + Numbered(300_000, "; name*{0}=y") + "\r\n\r\nbody\r\n",
        ["a million recipients"] = () => "To: " + Times(1_000_000, "a@b,\r\n ") + "c@d\r\n\r\nbody\r\n",
        ["a million references"] = () => "References: " + Times(1_000_000, "<a@b>\r\n ") + "\r\n\r\nbody\r\n",
        ["a million open comments"] = () => "From: " + new string('(', 1_000_000) + "\r\n\r\nbody\r\n",
        ["a million open groups"] = () => "From: " + Times(1_000_000, "a:") + "\r\n\r\nbody\r\n",
        ["200,000 encoded words"] = () => "Subject:" + Times(100_000, " =?utf-8?q?a?=\r\n =?iso-8859-1?b?YQ==?=\r\n") + "\r\nbody\r\n",
        ["encoded words without an end"] = () => "Subject: " + Times(2_000_000, "=?utf-8?q?") + "\r\n\r\nbody\r\n",
        ["20 MB of Base64"] = () => "Content-Transfer-Encoding: base64\r\n\r\n" + Times(300_000, new string('Q', 72) + "\r\n"),
        ["two million soft line breaks"] = () => "Content-Transfer-Encoding: quoted-printable\r\n\r\n" + Times(2_000_000, "=\r\n"),
        ["HTML of open brackets"] = () => "Content-Type: text/html\r\n\r\n" + new string('<', 10_000_000),
        ["HTML of open tags"] = () => "Content-Type: text/html\r\n\r\n" + Times(4_000_000, "<div>"),
        ["HTML of ampersands"] = () => "Content-Type: text/html\r\n\r\n" + Times(5_000_000, "&a"),
    };

    public static TheoryData<string> Names => [.. Bombs.Keys];

    [Theory, MemberData(nameof(Names))]
    public void Costs_no_more_than_a_bounded_mail_and_is_passed_on_byte_for_byte(string name)
    {
        var bytes = Encoding.Latin1.GetBytes(Bombs[name]());
        var mail = TestMail.OfBytes(bytes);
        var start = GC.GetAllocatedBytesForCurrentThread();

        _ = (mail.Subject, mail.From, mail.MessageId, mail.Text);
        (GC.GetAllocatedBytesForCurrentThread() - start).ShouldBeLessThan(Allowed);

        var forwarded = new MailComposer("mx.example.org", addPeerField: false).Forwarded(mail, mail.Raw, mail.Envelope.Recipients);
        Wire(forwarded).AsSpan().EndsWith(bytes).ShouldBeTrue();
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

    private static string Numbered(int number, string text) =>
        string.Concat(Enumerable.Range(0, number).Select(i => text.Replace("{0}", $"{i}", StringComparison.Ordinal)));
}
