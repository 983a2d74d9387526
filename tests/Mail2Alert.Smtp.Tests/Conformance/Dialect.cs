using Mail2Alert.Smtp.Conformance;

namespace Mail2Alert.Smtp.Tests.Conformance;

/// <summary>One message from a client that breaks one rule.</summary>
/// <param name="Violation">The rule.</param>
/// <param name="Strict">What a strict listener says to it.</param>
/// <param name="Normal">What a normal one says; null when it goes on.</param>
internal sealed record Dialect(SmtpViolations Violation, string Strict, string? Normal = null)
{
    private const string CrLf = "\r\n";

    public string Hello { get; init; } = "EHLO x" + CrLf;

    public string Mail { get; init; } = "MAIL FROM:<a@b.example>" + CrLf;

    public string Rcpt { get; init; } = "RCPT TO:<c@d.example>" + CrLf;

    public string Content { get; init; } = "Subject: hello" + CrLf;

    public static IReadOnlyList<Dialect> All { get; } =
    [
        new(SmtpViolations.EarlyCommand, "554 5.5.1") { Hello = "EHLO x\r\nNOOP\r\n" },
        new(SmtpViolations.BareLineFeed, "500 5.5.2") { Rcpt = "RCPT TO:<c@d.example>\n" },
        new(SmtpViolations.NoHello, "503 5.5.1", "503 5.5.1") { Hello = "" },
        new(SmtpViolations.NamelessHello, "501 5.5.4", "501 5.5.4") { Hello = "HELO\r\n" },
        new(SmtpViolations.MalformedHello, "501 5.5.4") { Hello = "EHLO my printer\r\n" },
        new(SmtpViolations.SpaceAfterColon, "501 5.5.4") { Mail = "MAIL FROM: <a@b.example>\r\n" },
        new(SmtpViolations.NoBrackets, "501 5.5.4") { Rcpt = "RCPT TO:c@d.example\r\n" },
        new(SmtpViolations.NoDomain, "501 5.5.4") { Mail = "MAIL FROM:<root>\r\n" },
        new(SmtpViolations.UndeclaredUtf8, "553 5.6.7", "553 5.6.7") { Rcpt = "RCPT TO:<\u00c3\u00a9@d.example>\r\n" },
        new(SmtpViolations.StrayLineEnd, "550 5.6.11") { Content = "Subject: hello\n\nworld\r\n" },
        new(SmtpViolations.Nul, "550 5.6.0") { Content = "\0\r\n" },
        new(SmtpViolations.UndeclaredEightBit, "550 5.6.1") { Content = "\u00e9\r\n" },
        new(SmtpViolations.LongLine, "550 5.6.0") { Content = new string('x', 4095) + CrLf },
    ];

    /// <summary>What it sends, waiting for a reply behind each.</summary>
    public IEnumerable<string> WithData => [Hello, Mail, Rcpt, "DATA\r\n", Content + ".\r\n"];

    public IEnumerable<string> WithChunk => [Hello, Mail, Rcpt, $"BDAT {Content.Length} LAST\r\n{Content}"];
}
