using System.Text;
using Mail2Alert.Messages;

namespace Mail2Alert.Tests.Messages;

public sealed class TroubleTests
{
    [Theory]
    [InlineData("Subject: x\r\n\r\ntext")]
    [InlineData("Subject: x\r\nContent-Type: text/html; charset=latin1\r\n\r\n<p>\u00e4")]
    [InlineData("")]
    public void There_is_nothing_to_say_of_a_mail_that_could_be_read(string mail) => Of(mail).Trouble.ShouldBeNull();

    [Theory]
    [InlineData("no header here", "no header", "no header here")]
    [InlineData("Content-Type: text/plain; charset=x-klingon\r\n\r\nD\u00edsk", "'x-klingon'", "Dísk")]
    [InlineData("Content-Type: text/plain; charset=utf-8\r\n\r\n\u00c3\u00a4 \u00ff", "no letters", "ä \uFFFD")]
    [InlineData("Content-Type: multipart/mixed\r\n\r\nDisk full", "several parts", "Disk full")]
    [InlineData("Content-Type: multipart/encrypted; boundary=b\r\n\r\n--b\r\n\r\nx\r\n--b--", "encrypted", "")]
    [InlineData("Content-Type: application/pkcs7-mime\r\n\r\nx", "encrypted", "")]
    public void An_ugly_mail_keeps_its_text_and_says_what_is_wrong(string mail, string trouble, string text)
    {
        Of(mail).Trouble.ShouldNotBeNull().ShouldContain(trouble);
        Of(mail).Text.ShouldBe(text);
    }

    [Fact]
    public void What_was_not_read_is_said()
    {
        Read("Subject: x\r\n\r\n" + new string('x', 1_100_000)).Trouble.ShouldBe("Of its body only the first 1024 KiB were read.");
        Read("X: " + new string('x', 110_000) + "\r\n\r\nx").Trouble.ShouldBe("Of its header only the first 100 KiB were read.");
        Read("Content-Type: text/html\r\n\r\n<p>" + new string('x', 600_000)).Trouble.ShouldBe("Of its HTML only the first 512 KiB were read.");
        Read("Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nX: " + new string('x', 40_000) + "\r\n\r\nx").Trouble.ShouldNotBeNull().ShouldStartWith("It has more parts");
    }

    [Fact]
    public void Of_a_large_mail_that_nobody_reads_nothing_is_said()
    {
        var mail = Of("Subject: x\r\n\r\nfirst\r\n" + new string('x', 1_100_000));

        mail.Subject.ShouldBe("x");
        mail.Opening.ShouldStartWith("first\n");
        mail.Trouble.ShouldBeNull();
    }

    private static Message Read(string mail)
    {
        var message = Of(mail);
        _ = (message.Text, message.Html);
        return message;
    }

    [Fact]
    public void A_thing_is_said_once_and_in_letters_that_do_no_harm()
    {
        var part = "Content-Type: text/plain; charset=\"x\u001b[1m\"\r\n\r\n\u00e4";

        Of("Subject: x\r\n" + MessageTextTests.Multipart("mixed", part, part)).Trouble
            .ShouldBe("Its text is in a charset that nobody knows, 'x?[1m': the letters beyond ASCII are a guess.");
    }

    private static Mail2Alert.Messages.Message Of(string latin1) => TestMail.OfBytes(Encoding.Latin1.GetBytes(latin1));
}
