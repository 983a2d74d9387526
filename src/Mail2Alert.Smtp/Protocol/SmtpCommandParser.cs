using System.Text;

namespace Mail2Alert.Smtp.Protocol;

/// <summary>A pure function from a line without its end to a command (RFC 5321 §4.1.1). It takes any bytes and never throws.</summary>
internal static class SmtpCommandParser
{
    public static SmtpCommand Parse(ReadOnlySpan<byte> line)
    {
        var text = line.TrimEnd((byte)' ');
        var space = text.IndexOf((byte)' ');
        return space < 0
            ? new SmtpCommand(VerbOf(text), [])
            : new SmtpCommand(VerbOf(text[..space]), text[(space + 1)..].TrimStart((byte)' '));
    }

    private static SmtpVerb VerbOf(ReadOnlySpan<byte> word) => word.Length == 4 ? FourLetters(word) : Longer(word);

    private static SmtpVerb FourLetters(ReadOnlySpan<byte> word) => word switch
    {
        _ when Is(word, "MAIL"u8) => SmtpVerb.Mail,
        _ when Is(word, "RCPT"u8) => SmtpVerb.Rcpt,
        _ when Is(word, "DATA"u8) => SmtpVerb.Data,
        _ when Is(word, "BDAT"u8) => SmtpVerb.Bdat,
        _ when Is(word, "EHLO"u8) => SmtpVerb.Ehlo,
        _ when Is(word, "HELO"u8) => SmtpVerb.Helo,
        _ when Is(word, "LHLO"u8) => SmtpVerb.Lhlo,
        _ when Is(word, "QUIT"u8) => SmtpVerb.Quit,
        _ when Is(word, "RSET"u8) => SmtpVerb.Rset,
        _ when Is(word, "NOOP"u8) => SmtpVerb.Noop,
        _ when Is(word, "VRFY"u8) => SmtpVerb.Vrfy,
        _ when Is(word, "EXPN"u8) => SmtpVerb.Expn,
        _ when Is(word, "HELP"u8) => SmtpVerb.Help,
        _ when Is(word, "AUTH"u8) => SmtpVerb.Auth,
        _ => Foreign(word),
    };

    private static SmtpVerb Longer(ReadOnlySpan<byte> word) => Is(word, "STARTTLS"u8) ? SmtpVerb.StartTls : Foreign(word);

    // HTTP's methods (RFC 9110 §9) with HTTP/2's preface, and SSH's banner (RFC 4253 §4.2).
    private static SmtpVerb Foreign(ReadOnlySpan<byte> word) =>
        Is(word, "GET"u8) || Is(word, "POST"u8) || Is(word, "PUT"u8) || Is(word, "HEAD"u8) || Is(word, "DELETE"u8)
        || Is(word, "OPTIONS"u8) || Is(word, "CONNECT"u8) || Is(word, "PATCH"u8) || Is(word, "TRACE"u8) || Is(word, "PRI"u8)
        || word.StartsWith("SSH-"u8)
            ? SmtpVerb.Foreign
            : SmtpVerb.Unknown;

    private static bool Is(ReadOnlySpan<byte> word, ReadOnlySpan<byte> name) => Ascii.EqualsIgnoreCase(word, name);
}
