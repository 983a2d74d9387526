using System.Text;
using Mail2Alert.Messages;
using Mail2Alert.Smtp;

namespace Mail2Alert.Benchmarks.Operations;

/// <summary>Mails as notifiers write them, with the fields and the line length that theirs have.</summary>
internal static class SampleMail
{
    private const string Filler = "This line says nothing that anybody would want to hear of, as most do.\r\n";

    private static readonly SmtpPath Root = new("root", "nas1.example.net");

    private static readonly SmtpEnvelope Envelope = new(
        new SmtpPeer("benchmark", null, null, "localhost", true), Root, SmtpMailParameters.None, [new SmtpRecipient(Root)]);

    /// <summary>What GoCD says of a stage, as its source expects it.</summary>
    public static byte[] GoCd { get; } = Plain(
        "Stage [webshop/1042/unit-test/1] is broken",
        "See details: https://gocd.example.net/go/pipelines/webshop/1042/unit-test/1\r\n\r\n-- CHANGES --\r\n");

    public static byte[] Smartd { get; } =
        Plain("SMART error (Health) detected on host: nas1", "Device: /dev/nvme0, Critical Warning (0x04): Reliability\r\n");

    public static byte[] Zabbix { get; } =
        Plain("Problem: Disk is full", "Problem name: Disk is full\r\nHost: db1\r\nSeverity: High\r\nOriginal problem ID: 5\r\n");

    /// <summary>Nobody's that is known.</summary>
    public static byte[] Unknown { get; } = Plain("Meeting on Friday", "Shall we?\r\n");

    /// <summary>A mail of 1 KB.</summary>
    public static byte[] Plain(string subject, string text)
    {
        var mail = $"From: root <root@nas1.example.net>\r\nTo: root@nas1.example.net\r\nSubject: {subject}\r\nDate: Sun, 22 Nov 2026 20:03:19 +0000\r\n"
            + $"Message-Id: <E1xVDmR@nas1.example.net>\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{text}";
        return Encoding.ASCII.GetBytes(mail + string.Concat(Enumerable.Repeat(Filler, (1024 - mail.Length) / Filler.Length + 1)));
    }

    /// <summary>A mail with so many lines of some fifty letters.</summary>
    /// <param name="form"><c>plain</c> or <c>html</c>.</param>
    /// <param name="lines">How many.</param>
    public static byte[] Lines(string form, int lines)
    {
        var line = form == "plain" ? "See details: http://localhost:8153/go/pipelines/x\r\n" : "<tr><td>Pipeline<td><a href='http://x/go'>web &amp; shop</a></tr>\r\n";
        return Encoding.ASCII.GetBytes(
            "Received: from a.example.net by b.example.net; Mon, 23 Nov 2026 10:00:00 +0000\r\nFrom: go@example.net\r\nTo: team@example.net\r\n"
            + "Message-ID: <1.2@example.net>\r\nSubject: Stage [shop/7/unit/1] is broken\r\nMIME-Version: 1.0\r\n"
            + $"Content-Type: text/{form}; charset=UTF-8\r\nContent-Transfer-Encoding: 7bit\r\n\r\n" + string.Concat(Enumerable.Repeat(line, lines)));
    }

    /// <summary>The mail as the server hands it over.</summary>
    public static Message Open(byte[] mail, string id = "01JDBENCHMARK") =>
        new(new SmtpMessage(id, DateTimeOffset.UnixEpoch, Envelope, new OwnContent(mail, hasEightBit: false)));
}
