using System.Text;

namespace Mail2Alert.EndToEnd.Support;

/// <summary>A mail to be sent byte by byte: an envelope, and content whose lines end in CR LF.</summary>
internal sealed record ProbeMail(string Sender, IReadOnlyList<string> Recipients, byte[] Content)
{
    public const string Alerts = "alerts@example.com";
    public const string GoCd = "gocd@gocd.example.com";

    /// <summary>What MAIL FROM says behind the address, such as <c>SMTPUTF8</c>.</summary>
    public string SenderParameters { get; init; } = "";

    /// <summary>What each RCPT TO says behind the address.</summary>
    public string RecipientParameters { get; init; } = "";

    public IEnumerable<string> Commands =>
    [
        $"MAIL FROM:<{Sender}> {SenderParameters}".TrimEnd(),
        .. Recipients.Select(recipient => $"RCPT TO:<{recipient}> {RecipientParameters}".TrimEnd()),
        "DATA",
    ];

    /// <summary>Somebody's ordinary mail, which no source claims.</summary>
    public static ProbeMail To(string recipient, string content) => new("anna@example.com", [recipient], Bytes(content));

    /// <summary>As GoCD writes it: <c>Stage [webshop-build/1042/unit-test/1] is broken</c>.</summary>
    public static ProbeMail Stage(string run, string words, string to = Alerts, string from = GoCd) => Subject($"Stage [{run}] {words}", to, from);

    public static ProbeMail Subject(string subject, string to = Alerts, string from = GoCd) => new(from, [to], Bytes($"""
        From: {from}
        To: {to}
        Subject: {subject}
        MIME-Version: 1.0
        Content-Type: text/plain; charset=us-ascii

        See details: http://gocd.example.com/go/pipelines

        -- CHECK-INS --

        Sent by Go on behalf of alerts

        """));

    /// <summary>Each character one octet, line ends as on the wire.</summary>
    public static byte[] Bytes(string text) => Encoding.Latin1.GetBytes(text.ReplaceLineEndings("\r\n"));

    /// <summary>As it goes over the wire (RFC 5321 §4.5.2), final dot and all.</summary>
    public byte[] Stuffed()
    {
        var text = Encoding.Latin1.GetString(Content).Replace("\r\n.", "\r\n..", StringComparison.Ordinal);
        return Encoding.Latin1.GetBytes($"{(text.StartsWith('.') ? "." : "")}{text}.\r\n");
    }
}
