using System.Text;

namespace Mail2Alert.MailFuzz;

/// <summary>Makes ugly mails of good ones. The same seed and number give the same mail, on every machine.</summary>
internal sealed class MailMutator(IReadOnlyList<byte[]> mails, int seed)
{
    private const int MostChanges = 8;
    private const int Longest = 128 * 1024;

    private static readonly byte[][] Pieces =
    [
        .. new[]
        {
            "\r\n", "\n", "\r", "\0", "\r\n\r\n", " ", "\t", ".", "--", "=", "=?", "?=", "<", ">", "&", "&#", "\"", ";", ":", "\u00ff", "\u00c3\u00a4", "\u00ef\u00bb\u00bf", "\u001b$B",
            "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n", "Content-Type: multipart/alternative; boundary=\"\"\r\n", "\r\n--b\r\n", "\r\n--b--\r\n",
            "Content-Type: message/rfc822\r\n\r\n", "Content-Type: text/html\r\n\r\n<p>", "Content-Type: text/calendar\r\n", "Content-Type: application/ms-tnef\r\n",
            "Content-Type: text/plain; charset=utf-16; format=flowed; delsp=yes\r\n", "Content-Type: text/plain; charset=x-none\r\n", "Content-Type: /;=\r\n",
            "Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n", "Content-Type: message/delivery-status\r\n\r\n", "Content-Type: multipart/related; start=<x>; boundary=b\r\n",
            "Content-Transfer-Encoding: base64\r\n", "Content-Transfer-Encoding: quoted-printable\r\n", "Content-Transfer-Encoding: x-uuencode\r\n", "Content-Transfer-Encoding: nonsense\r\n",
            "Content-Disposition: attachment; filename*0*=utf-8''%c3; filename*1*=%a4\r\n", "Content-Disposition: inline; filename=\"=?utf-8?q?=c3\r\n",
            "Subject: =?utf-8?q?=c3?= =?utf-8?q?=a4?=\r\n", "=?utf-8?B?w6Q?=", "=?x?Q?=e4?=", "begin 644 x\r\n#0V%T\r\n`\r\nend\r\n", "\u009f\u0078\u003e\u0022",
            "<table><tr><td>", "</table>", "<td colspan=99999999999>", "<ul><li>", "<pre>", "<a href=http://x>", "</a>", "<!--", "<![CDATA[", "<script>", "<div hidden>", "<blockquote>", "&nbsp;", "&#x110000;",
        }.Select(Encoding.Latin1.GetBytes),
    ];

    public byte[] Mail(int number)
    {
        var random = new Random(unchecked((seed * 1_000_003) + number));
        var mail = Any(random);
        for (var changes = random.Next(MostChanges) + 1; changes > 0; changes--)
            mail = Changed(mail, random);
        return mail.Length > Longest ? mail[..Longest] : mail;
    }

    private byte[] Any(Random random) => mails[random.Next(mails.Count)];

    private byte[] Changed(byte[] mail, Random random)
    {
        var at = random.Next(mail.Length + 1);
        var range = at..Math.Min(mail.Length, at + random.Next(1 << random.Next(1, 12)));
        return random.Next(10) switch
        {
            0 or 1 => [.. mail[..at], .. Pieces[random.Next(Pieces.Length)], .. mail[at..]],
            2 => [.. mail[..at], .. Pieces[random.Next(Pieces.Length)], .. mail[range.End..]],
            3 => [.. mail[..at], .. mail[range.End..]],
            4 => [.. mail[..range.End], .. mail[at..]],
            5 => [.. mail[..at], .. Repeated(mail[range], random.Next(1, 50)), .. mail[at..]],
            6 => With(mail, random),
            7 => [.. mail[..at], .. Tail(Any(random), random)],
            8 => mail[..at],
            _ => AtLine(mail, at, Pieces[random.Next(Pieces.Length)]),
        };
    }

    // Structure is made of lines: a field or a boundary that does not begin one is only text.
    private static byte[] AtLine(byte[] mail, int at, byte[] piece)
    {
        var line = mail.AsSpan(0, at).LastIndexOf((byte)'\n') + 1;
        return [.. mail[..line], .. piece, .. mail[line..]];
    }

    private static byte[] Tail(byte[] mail, Random random) => mail[random.Next(mail.Length + 1)..];

    private static byte[] Repeated(byte[] bytes, int times) => [.. Enumerable.Repeat(bytes, times).SelectMany(copy => copy).Take(Longest)];

    private static byte[] With(byte[] mail, Random random)
    {
        byte[] changed = [.. mail];
        for (var i = random.Next(1, 20); i > 0 && changed.Length > 0; i--)
            changed[random.Next(changed.Length)] = (byte)random.Next(256);
        return changed;
    }
}
