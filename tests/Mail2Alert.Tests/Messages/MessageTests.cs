using System.Text;
using CsCheck;

namespace Mail2Alert.Tests.Messages;

public sealed class MessageTests
{
    [Fact]
    public void A_folded_and_encoded_subject_is_read_as_one_line() =>
        Of("Subject: =?utf-8?q?Stage_=5Bp/1/s/1=5D?=\r\n is broken\r\n\r\n").Subject.ShouldBe("Stage [p/1/s/1] is broken");

    [Fact]
    public void Latin_1_bytes_are_read_wherever_they_stand()
    {
        var mail = Of("Subject: Bygget gick s\u00f6nder\r\nContent-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: 8bit\r\n\r\n\u00e5\u00e4\u00f6\r\n");

        mail.Subject.ShouldBe("Bygget gick sönder");
        mail.Text.ShouldBe("åäö");
    }

    [Fact]
    public void The_text_of_a_multipart_mail_is_its_plain_part() =>
        Of("Content-Type: multipart/alternative; boundary=x\r\n\r\n--x\r\n\r\nplain\r\n--x\r\nContent-Type: text/html\r\n\r\n<p>html\r\n--x--\r\n")
            .Text.ShouldBe("plain");

    [Fact]
    public void Html_alone_becomes_text() =>
        Of("Content-Type: text/html\r\n\r\n<p>Disk <b>full</b></p><p>Free: 1&nbsp;%</p>\r\n").Text.ShouldContain("Disk full");

    [Fact]
    public void A_mail_without_any_header_has_a_text()
    {
        Of("just some words\r\n").Subject.ShouldBe("");
        Of("\r\njust some words\r\n").Text.ShouldBe("just some words");
    }

    [Fact]
    public void A_field_that_is_too_long_hides_none_behind_it()
    {
        var mail = Of($"X: {new string('x', 40_000)}\r\nY: y\r\n{string.Concat(Enumerable.Repeat($" {new string('y', 70)}\r\n", 600))}Subject: read\r\n\r\ntext");

        mail.Subject.ShouldBe("read");
        mail.Header("X")!.Length.ShouldBeInRange(30_000, 33_000);
        mail.Header("Y")!.Length.ShouldBeInRange(30_000, 33_000);
        mail.Text.ShouldBe("text");
    }

    [Fact]
    public void Ten_thousand_nested_parts_are_read_without_harm()
    {
        var nested = string.Concat(Enumerable.Range(0, 10_000).Select(i => $"Content-Type: multipart/mixed; boundary=b{i}\r\n\r\n--b{i}\r\n"));

        Should.NotThrow(() => Of("Subject: deep\r\n" + nested).Text);
    }

    [Fact]
    public void Reading_never_throws_whatever_the_bytes() =>
        Gen.Byte.Array[0, 400].Sample(bytes =>
        {
            var mail = TestMail.OfBytes(bytes);
            mail.Subject.ShouldNotBeNull();
            mail.Text.ShouldNotBeNull();
        });

    private static Mail2Alert.Messages.Message Of(string latin1) => TestMail.OfBytes(Encoding.Latin1.GetBytes(latin1));
}
