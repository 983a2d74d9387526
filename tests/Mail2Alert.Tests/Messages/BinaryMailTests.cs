using System.Buffers;
using System.Text;
using CsCheck;
using Mail2Alert.Messages;
using Mail2Alert.Smtp;
using MimeKit;

namespace Mail2Alert.Tests.Messages;

public sealed class BinaryMailTests
{
    private const string Picture = "\u0089PNG\r\u001a\n\0\n.\r\n\r.\n\u00ff";

    private static readonly string[] Pieces =
    [
        "\r", "\n", "\r\n", "\0", ".", "--b", "--b--", "\r\n--b\r\n", "\n.\n", "\r\n.\r\n", "Content-Type: multipart/mixed; boundary=b\r\n",
        "Content-Type: message/rfc822\n", "Content-Transfer-Encoding: binary\r", "Content-Transfer-Encoding: base64\n", "\u00ff", "x: y", "=0A",
    ];

    [Fact]
    public void What_is_not_binary_is_left_as_it_is()
    {
        var mail = TestMail.OfBytes("Subject: x\r\n\r\n\0\r\n"u8.ToArray());

        mail.Lines()!.Value.ToArray().ShouldBe(mail.Raw.ToArray());
    }

    [Fact]
    public void A_part_that_is_no_lines_becomes_Base64_and_stays_what_it_was()
    {
        var lines = LinesOf(Mixed(Picture, "Content-Type: image/png\r\nContent-Transfer-Encoding: binary"));

        lines.ShouldContain("Content-Transfer-Encoding: base64\r\n");
        ContentOf(lines, 1).ShouldBe(Picture);
    }

    [Fact]
    public void A_mail_that_is_longer_than_what_is_read_of_it_stays_whole()
    {
        var large = Picture + new string('x', 3_000_000);

        ContentOf(LinesOf(Mixed(large, "Content-Type: image/png")), 1).ShouldBe(large);
    }

    [Fact]
    public void A_mail_of_more_parts_than_are_read_is_not_passed_on_in_part() =>
        Binary("Content-Type: multipart/mixed; boundary=b\r\n\r\n" + string.Concat(Enumerable.Repeat("--b\r\n\r\n\0\r\n", 20_000))).Lines().ShouldBeNull();

    [Fact]
    public void A_text_with_stray_line_ends_stays_what_it_was() =>
        ContentOf(LinesOf(Mixed("one\ntwo\rthree", "Content-Type: text/plain")), 1).ShouldBe("one\ntwo\rthree");

    [Fact]
    public void Parts_that_are_lines_are_not_touched_and_binary_is_said_no_more()
    {
        var lines = LinesOf(Mixed("Gr\u00fc\u00dfe\r\n.", "Content-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: Binary"));

        lines.ShouldContain("\r\n\r\nGr\u00fc\u00dfe\r\n.\r\n--b--");
        lines.ShouldNotContain("binary", Case.Insensitive);
    }

    [Fact]
    public void A_mail_within_a_mail_is_brought_into_lines_too()
    {
        var lines = LinesOf(Mixed($"Subject: inner\r\n\r\na\0b", "Content-Type: message/rfc822\r\nContent-Transfer-Encoding: binary"));

        lines.ShouldContain("Subject: inner\r\n");
        lines.ShouldContain(Convert.ToBase64String("a\0b"u8));
    }

    [Fact]
    public void A_signed_part_is_not_changed_even_if_the_mail_cannot_go_on()
    {
        Binary(Signed("fine\r\n")).Lines().ShouldNotBeNull();
        Binary(Signed("a\nb\r\n")).Lines().ShouldBeNull();
        Binary(Signed("a\0b\r\n")).Lines().ShouldBeNull();
    }

    [Theory]
    [InlineData("X: a\rb\r\n\r\nx\r\n")]
    [InlineData("X: a\0b\r\n\r\nx\r\n")]
    [InlineData("")]
    [InlineData("\r\r\r")]
    public void What_no_encoding_can_mend_is_not_passed_on(string mail) => Binary(mail).Lines().ShouldBeNull();

    [Fact]
    public void Whatever_is_sent_goes_on_in_lines_or_not_at_all()
    {
        Gen.Int[0, Pieces.Length - 1].Select(i => Pieces[i]).Array[0, 30].Sample(
            texts =>
            {
                var lines = Binary("Subject: x\r\nMIME-Version: 1.0\r\n" + string.Concat(texts)).Lines();
                if (lines is { } bytes)
                    LineForm.Holds(bytes.ToArray()).ShouldBeTrue();
            },
            iter: 5000);
    }

    private static string Mixed(string content, string fields) =>
        "Subject: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\nContent-Transfer-Encoding: binary\r\n\r\n"
        + $"--b\r\nContent-Type: text/plain\r\n\r\nhello\r\n--b\r\n{fields}\r\n\r\n{content}\r\n--b--\r\n";

    private static string Signed(string content) =>
        "Subject: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/signed; boundary=b; protocol=\"application/pgp-signature\"; micalg=pgp-sha256\r\n\r\n"
        + $"--b\r\nContent-Type: text/plain\r\n\r\n{content}\r\n--b\r\nContent-Type: application/pgp-signature\r\n\r\nx\r\n--b--\r\n";

    private static Message Binary(string text)
    {
        var mail = TestMail.OfBytes(Encoding.Latin1.GetBytes(text));
        return TestMail.With(mail, mail.Envelope with { Parameters = new SmtpMailParameters { Body = SmtpBody.Binary } });
    }

    private static string LinesOf(string text)
    {
        var lines = Binary(text).Lines().ShouldNotBeNull().ToArray();
        LineForm.Holds(lines).ShouldBeTrue();
        return Encoding.Latin1.GetString(lines);
    }

    private static string ContentOf(string lines, int part)
    {
        var mail = MimeMessage.Load(new MemoryStream(Encoding.Latin1.GetBytes(lines)), TestContext.Current.CancellationToken);
        using var content = new MemoryStream();
        ((MimePart)((Multipart)mail.Body!)[part]).Content!.DecodeTo(content, TestContext.Current.CancellationToken);
        return Encoding.Latin1.GetString(content.ToArray());
    }
}
