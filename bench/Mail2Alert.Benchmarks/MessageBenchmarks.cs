using System.Text;
using BenchmarkDotNet.Attributes;
using Mail2Alert.Messages;
using Mail2Alert.Smtp;
using Mail2Alert.Storage;
using MimeKit;

namespace Mail2Alert.Benchmarks;

/// <summary>What it costs to read a mail, beside what MimeKit alone takes for it.</summary>
public class MessageBenchmarks
{
    private static readonly SmtpEnvelope Envelope = new(new SmtpPeer("bench", null, null, null, true), SmtpPath.Null, SmtpMailParameters.None, []);

    private byte[] _mail = [];

    /// <summary>Its form, and how many lines of some fifty letters it has.</summary>
    [Params("plain 14", "html 14", "html 1000")]
    public string Mail { get; set; } = "";

    [GlobalSetup]
    public void Write()
    {
        var (form, lines) = (Mail.Split(' ')[0], int.Parse(Mail.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture));
        var line = form == "plain" ? "See details: http://localhost:8153/go/pipelines/x\r\n" : "<tr><td>Pipeline<td><a href='http://x/go'>web &amp; shop</a></tr>\r\n";
        _mail = Encoding.ASCII.GetBytes(
            "Received: from a.example.net by b.example.net; Mon, 23 Nov 2026 10:00:00 +0000\r\nFrom: go@example.net\r\nTo: team@example.net\r\n"
            + "Message-ID: <1.2@example.net>\r\nSubject: Stage [shop/7/unit/1] is broken\r\nMIME-Version: 1.0\r\n"
            + $"Content-Type: text/{form}; charset=UTF-8\r\nContent-Transfer-Encoding: 7bit\r\n\r\n" + string.Concat(Enumerable.Repeat(line, lines)));
    }

    [Benchmark(Baseline = true)]
    public int MimeKitAlone()
    {
        var message = MimeMessage.Load(new MemoryStream(_mail), persistent: true);
        return message.Headers["Subject"]!.Length + (message.TextBody ?? message.HtmlBody)!.ReplaceLineEndings("\n").Length;
    }

    [Benchmark]
    public int SubjectAndText()
    {
        var message = Open();
        return message.Subject.Length + message.Text.Length;
    }

    [Benchmark]
    public int Everything()
    {
        var message = Open();
        return message.Subject.Length + message.Text.Length + message.Tables.Count + message.Attachments.Count + (int)message.Kind + (message.Trouble?.Length ?? 0);
    }

    private Message Open() => new(new SmtpMessage("bench", DateTimeOffset.UnixEpoch, Envelope, new OwnContent(_mail, hasEightBit: false)));
}
