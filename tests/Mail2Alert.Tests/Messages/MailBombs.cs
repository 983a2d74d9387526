using System.Globalization;
using System.Text;

namespace Mail2Alert.Tests.Messages;

/// <summary>Mails of megabytes that are made to cost much more than they are. Each is there because something took the square of its length, or more.</summary>
internal static class MailBombs
{
    private const string Mixed = "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n";
    private const string Html = "Content-Type: text/html\r\n\r\n";
    private const int Million = 1_000_000;

    public static IReadOnlyDictionary<string, Func<string>> All { get; } = new Dictionary<string, Func<string>>
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
        ["a field of a part folded 300,000 times"] = () => Mixed + "X: y\r\n" + Times(300_000, " y\n") + "\r\nx",
        ["a part with a line of a megabyte in its header"] = () => Mixed + "X: " + new string('y', Million) + "\r\n\r\nx",
        ["a part with 300,000 fields"] = () => Mixed + Times(300_000, "X:\n") + "\r\nx",
        ["a file's name of encoded words without an end"] = () => Mixed + "Content-Type: text/plain; name=\"" + Times(90_000, "=?utf-8?q?a") + "\"\r\n\r\nx",
        ["many files' names of encoded words without an end"] = () =>
            Mixed + Times(70, "Content-Type: text/plain; name=\"" + Times(1_300, "=?utf-8?q?a") + "\"\r\n\r\nx\r\n--b\r\n"),
        ["a mail named by encoded words without an end"] = () => "Content-Type: text/plain; name=\"" + Times(9_000, "=?utf-8?q?a") + "\"\r\n\r\nx",
        ["a part with a file's name in 60,000 pieces"] = () =>
            Mixed + "Content-Disposition: attachment" + Numbered(50_000, "; filename*{0}*=%41") + "\r\n\r\nx",
        ["a part with 100,000 parameters"] = () => Mixed + "Content-Type: text/plain" + Numbered(100_000, "; x{0}=y") + "\r\n\r\nx",
        ["a mail within with a million open comments"] = () => "Content-Type: message/rfc822\r\n\r\nFrom: " + new string('(', Million) + "\r\n\r\nx",
        ["a hundred multiparts deep, and parts"] = () =>
            Numbered(99, "Content-Type: multipart/mixed; boundary=b{0}\r\n\r\n--b{0}\r\n") + Times(70_000, "\r\n--b98\r\n\r\nx"),
        ["a hundred alternatives deep"] = () =>
            Numbered(99, "Content-Type: multipart/alternative; boundary=b{0}\r\n\r\n--b{0}\r\nContent-Type: text/plain\r\n\r\nhtml\r\n--b{0}\r\n")
            + Html + new string('x', Million),
        ["a hundred multiparts deep, and lines that look like boundaries"] = () =>
            Numbered(99, "Content-Type: multipart/mixed; boundary=b{0}\r\n\r\n--b{0}\r\n") + "\r\n" + Times(250_000, "--\r\n"),
        ["delivery status of 100,000 groups"] = () => "Content-Type: message/delivery-status\r\n\r\n" + Times(120_000, "X: y\r\n\r\n"),
        ["charsets that nobody knows"] = () => "Subject:" + Numbered(7_000, " =?x{0}?q?=E4?=") + "\r\n\r\nx",
        ["texts in charsets that nobody knows"] = () => Mixed + Numbered(15_000, "Content-Type: text/plain; charset=x{0}\r\n\r\n\u00e4\r\n--b\r\n"),
        ["a paragraph of 200,000 flowed lines"] = () => "Content-Type: text/plain; format=flowed\r\n\r\n" + Times(200_000, ">x \r\n"),
        ["a flowed line of quotation marks"] = () => "Content-Type: text/plain; format=flowed\r\n\r\n" + new string('>', Million),
        ["uuencoded lines without an end"] = () => "Subject: x\r\n\r\n" + Times(60_000, "begin 644 x\r\n#\r\n"),
        ["HTML of bold"] = () => Html + Times(350_000, "<b>"),
        ["HTML of tables in tables"] = () => Html + Times(60_000, "<table><tr><td>"),
        ["HTML of a table of a million cells"] = () => Html + "<table>" + Times(250_000, "<td>"),
        ["HTML of a table of wide cells"] = () => Html + "<table><tr>" + Times(60_000, "<td colspan=999>"),
        ["HTML of quotations and lines"] = () => Html + Times(20_000, "<blockquote>") + Times(80_000, "x<br>"),
        ["HTML of lists in lists"] = () => Html + Times(110_000, "<ul><li>x"),
        ["HTML of links"] = () => Html + Times(50_000, "<a href=http://x>y"),
        ["HTML of one endless link"] = () => Html + "<a href=http://x>" + new string('y', Million),
        ["HTML of attributes"] = () => Html + "<a " + Numbered(110_000, "x{0}=1 "),
        ["HTML of hidden things"] = () => Html + Times(70_000, "<p hidden>x"),
        ["HTML of hidden things that hide everything"] = () => Html + Times(30_000, "<div style='display:none'>x"),
        ["HTML of styles"] = () => Html + "<div style='" + new string(' ', Million) + "'>x",
        ["HTML of a reference without an end"] = () => Html + "&" + new string('a', Million),
        ["HTML of lines kept as they are"] = () => Html + "<pre>" + new string('\n', Million) + "x",
    };

    private static string Times(int number, string text) => string.Concat(Enumerable.Repeat(text, number));

    private static string Numbered(int number, string text)
    {
        var numbered = new StringBuilder();
        for (var i = 0; i < number; i++)
            numbered.Append(text.Replace("{0}", i.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));
        return numbered.ToString();
    }
}
