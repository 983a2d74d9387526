using System.Text;
using Mail2Alert.Messages;

namespace Mail2Alert.Tests.Messages;

public sealed class MessageTextTests
{
    private const string Html = "Content-Type: text/html\r\n\r\n";

    [Fact]
    public void Of_plain_text_and_HTML_the_plain_text_is_read() =>
        Of(Multipart("alternative", "\r\nplain", Html + "<p>html")).Text.ShouldBe("plain");

    [Theory]
    [InlineData("")]
    [InlineData(" \r\n\u00a0\r\n")]
    [InlineData("Your client does not display HTML.")]
    [InlineData("To view this message, please use an HTML compatible email viewer!")]
    [InlineData("View this in your browser: https://x")]
    public void Plain_text_that_says_nothing_gives_way_to_HTML(string plain) =>
        Of(Multipart("alternative", "Content-Type: text/plain; charset=iso-8859-1\r\n\r\n" + plain, Html + $"<p>Disk full<p>{new string('x', 200)}"))
            .Text.ShouldStartWith("Disk full");

    [Fact]
    public void Short_plain_text_that_speaks_of_HTML_and_says_as_much_stays() =>
        Of(Multipart("alternative", "\r\nDeploy of html-docs failed", Html + "<b>Deploy of <i>html-docs</i>: failed</b>")).Text.ShouldBe("Deploy of html-docs failed");

    [Fact]
    public void HTML_inside_related_parts_is_found_wherever_it_stands() =>
        Of(Multipart("alternative", Multipart("related", Html + "<p>Disk full", "Content-Type: image/png\r\n\r\nx"))).Text.ShouldBe("Disk full");

    [Fact]
    public void Texts_that_stand_in_a_row_are_shown_in_a_row() =>
        Of(Multipart("mixed", "\r\none", "Content-Type: image/png\r\n\r\nx", Html + "<p>two", "\r\nthree")).Text.ShouldBe("one\n\ntwo\n\nthree");

    [Fact]
    public void What_is_attached_is_no_text_unless_there_is_no_other()
    {
        const string attached = "Content-Type: text/plain; name=log\r\nContent-Disposition: attachment\r\n\r\nlog";

        Of(Multipart("mixed", "\r\none", attached)).Text.ShouldBe("one");
        Of(Multipart("mixed", attached)).Text.ShouldBe("log");
        Of(attached).Text.ShouldBe("log");
    }

    [Fact]
    public void A_mail_within_is_shown_with_who_wrote_it() =>
        Of(Multipart("mixed", "\r\nsee", "Content-Type: message/rfc822\r\n\r\nFrom: a@b\r\nSubject: =?utf-8?q?D=C3=ADsk?=\r\n\r\nfull")).Text
            .ShouldBe("see\n\nFrom: a@b\nSubject: Dísk\n\nfull");

    [Fact]
    public void Of_a_signed_mail_what_is_signed_is_read() =>
        Of(Multipart("signed", "\r\nDisk full", "Content-Type: application/pgp-signature\r\n\r\nx")).Text.ShouldBe("Disk full");

    [Fact]
    public void Of_a_report_what_is_for_people_is_read() =>
        Of(Multipart("report", "\r\nNot delivered", "Content-Type: message/delivery-status\r\n\r\nAction: failed", "Content-Type: message/rfc822\r\n\r\nSubject: x\r\n\r\nlost"))
            .Text.ShouldBe("Not delivered");

    [Fact]
    public void Flowed_lines_are_paragraphs_again()
    {
        Of("Content-Type: text/plain; format=flowed\r\n\r\none \r\ntwo\r\n three\r\n>a \r\n>b\r\n>>c \r\n-- \r\nme").Text
            .ShouldBe("one two\nthree\n> a b\n>> c \n-- \nme");
        Of("Content-Type: text/plain; format=flowed; delsp=yes\r\n\r\nno \r\nspace").Text.ShouldBe("nospace");
    }

    [Theory]
    [InlineData("RGlzayBmdWxs", "Disk full")]
    [InlineData("RGlz\r\nayBmdWx", "Disk ful")]
    [InlineData("RGlz!ayBm\r\ndWxs", "Disk full")]
    [InlineData("RGlzayBmdWxs\r\n-- \r\nScanned by a scanner.", "Disk full-- \nScanned by a scanner.")]
    [InlineData("Disk is full, it says.", "Disk is full, it says.")]
    public void Base64_that_is_broken_or_none_is_read_as_far_as_it_goes(string body, string text) =>
        Of("Content-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\n" + body).Text.ShouldBe(text);

    [Fact]
    public void Quoted_printable_that_is_broken_is_read_as_far_as_it_goes() =>
        Of("Content-Transfer-Encoding: quoted-printable\r\n\r\n=C3=A4 a=\r\nb 100=zz =\r\n =").Text.ShouldStartWith("ä ab 100=zz");

    [Fact]
    public void HTML_may_name_its_charset_itself() =>
        Of(Html + "<meta http-equiv=Content-Type content='text/html; charset=koi8-r'><p>\u00e4\u00c9\u00d3\u00cb").Text.ShouldBe("Диск");

    [Fact]
    public void A_mail_without_text_has_none()
    {
        Of("").Text.ShouldBe("");
        Of("Content-Type: image/png\r\n\r\nx").Text.ShouldBe("");
        Of("Content-Type: multipart/alternative; boundary=b\r\n\r\n").Text.ShouldBe("");
    }

    [Fact]
    public void A_mail_whose_parts_cannot_be_found_is_read_as_it_stands()
    {
        Of("Content-Type: multipart/mixed\r\n\r\nDisk full\r\n").Text.ShouldBe("Disk full");
        Of("Content-Type: multipart/mixed; boundary=b\r\n\r\n--c\r\n\r\nDisk full\r\n--c--\r\n").Text.ShouldContain("Disk full");
    }

    [Fact]
    public void The_HTML_is_had_as_it_is_written_and_its_tables_as_rows()
    {
        var mail = Of(Multipart("alternative", "\r\nplain", Html + "<table><tr><td>Host<td>web</table>"));

        mail.Html.ShouldBe("<table><tr><td>Host<td>web</table>");
        mail.Tables.ShouldHaveSingleItem().Pairs.ShouldBe([("Host", "web")]);
        Of("\r\nplain").Html.ShouldBeNull();
        Of("\r\nplain").Tables.ShouldBeEmpty();
    }

    [Fact]
    public void The_same_mail_gives_the_same_text_again()
    {
        var mail = Of(Multipart("mixed", "\r\none", Html + "<p>two"));

        mail.Text.ShouldBeSameAs(mail.Text);
    }

    internal static string Multipart(string type, params string[] parts)
    {
        var boundary = $"b{parts.Length}{type}{parts.Sum(part => part.Length)}";
        return $"Content-Type: multipart/{type}; boundary={boundary}\r\n\r\n" + string.Concat(parts.Select(part => $"--{boundary}\r\n{part}\r\n")) + $"--{boundary}--\r\n";
    }

    private static Message Of(string latin1) => TestMail.OfBytes(Encoding.Latin1.GetBytes("Subject: x\r\n" + latin1));
}
