using System.Buffers;
using System.Net;
using System.Text;
using System.Text.Unicode;

namespace Mail2Alert.Smtp.Protocol;

/// <summary>
/// Reads the path of MAIL FROM and RCPT TO (RFC 5321 §4.1.2). Wider than the RFC where devices are: the angle brackets may be missing, so
/// may the domain, dots may stand anywhere in the local part, and host names may have underscores. Never wider about control characters.
/// </summary>
internal static class SmtpPathParser
{
    // RFC 5321 §4.5.3.1.1 says 64; senders encoded by VERP, BATV or SRS go beyond.
    private const int MaxLocalPart = 256;

    // RFC 5321 §4.5.3.1.2.
    private const int MaxDomain = 255;

    // RFC 1035 §2.3.4.
    private const int MaxLabel = 63;

    // RFC 5321's atext and the dot; octets above 127 are added for SMTPUTF8 (RFC 6531 §3.3).
    private static readonly SearchValues<byte> LocalBytes = WithEightBit(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!#$%&'*+-/=?^_`{|}~."u8);

    private static readonly SearchValues<byte> LabelBytes = WithEightBit(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"u8);

    private static readonly SearchValues<byte> RouteBytes = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.@,"u8);

    private static readonly SearchValues<byte> QuadBytes = SearchValues.Create("0123456789."u8);

    /// <summary>Reads the path at the start of <paramref name="text"/>; <paramref name="rest"/> is what stands behind it.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out SmtpPath path, out ReadOnlySpan<byte> rest)
    {
        var bracketed = !text.IsEmpty && text[0] == '<';
        var inside = bracketed ? text[1..] : text;
        var length = EndOf(inside, bracketed ? (byte)'>' : (byte)' ');
        path = SmtpPath.Null;
        rest = length < 0 ? [] : inside[Math.Min(inside.Length, length + (bracketed ? 1 : 0))..];
        if (length < 0 || (!rest.IsEmpty && rest[0] != ' '))
        {
            return false;
        }

        return (bracketed && length == 0) || TryMailbox(WithoutRoute(inside[..length]), out path);
    }

    // Where the path ends, quoted strings stepped over. A bare path may end with the line.
    private static int EndOf(ReadOnlySpan<byte> text, byte end)
    {
        var start = QuotedLength(text) is var quoted and > 0 ? quoted : 0;
        var found = text[start..].IndexOf(end);
        return found >= 0 ? start + found : end == ' ' ? text.Length : -1;
    }

    // "@a,@b:user@c" is user@c (RFC 5321 Appendix C: source routes are to be ignored).
    private static ReadOnlySpan<byte> WithoutRoute(ReadOnlySpan<byte> text)
    {
        var colon = text.IsEmpty || text[0] != '@' ? -1 : text.IndexOf((byte)':');
        return colon < 0 || text[..colon].ContainsAnyExcept(RouteBytes) ? text : text[(colon + 1)..];
    }

    private static bool TryMailbox(ReadOnlySpan<byte> text, out SmtpPath path)
    {
        path = SmtpPath.Null;
        var length = LocalLength(text);
        if (length is 0 or > MaxLocalPart || !TryDomain(text[length..], out var domain) || !TryDecode(text[..length], out var local))
        {
            return false;
        }

        path = new SmtpPath(local, domain);
        return true;
    }

    private static int LocalLength(ReadOnlySpan<byte> text)
    {
        if (QuotedLength(text) is var quoted and > 0)
        {
            return quoted;
        }

        var other = text.IndexOfAnyExcept(LocalBytes);
        return other < 0 ? text.Length : other;
    }

    // The length of the quoted string at the start, quotes included; 0 when there is none.
    private static int QuotedLength(ReadOnlySpan<byte> text)
    {
        for (var i = 1; i < text.Length && text[0] == '"' && text[i] is >= (byte)' ' and not 0x7F; i++)
        {
            if (text[i] == '"')
            {
                return i + 1;
            }

            if (text[i] == '\\' && ++i < text.Length && text[i] is < (byte)' ' or > (byte)'~')
            {
                return 0;
            }
        }

        return 0;
    }

    private static bool TryDomain(ReadOnlySpan<byte> text, out string domain)
    {
        domain = "";
        if (text.IsEmpty)
        {
            return true;
        }

        var name = text[1..];
        return text[0] == '@' && name.Length <= MaxDomain && (IsName(name) || IsLiteral(name)) && TryDecode(name, out domain);
    }

    private static bool IsName(ReadOnlySpan<byte> text)
    {
        foreach (var label in text.Split((byte)'.'))
        {
            if (text[label].Length is 0 or > MaxLabel || text[label].ContainsAnyExcept(LabelBytes))
            {
                return false;
            }
        }

        return true;
    }

    // "[192.0.2.1]" and "[IPv6:2001:db8::1]" (RFC 5321 §4.1.3). No other tag was ever registered.
    private static bool IsLiteral(ReadOnlySpan<byte> text)
    {
        if (text.Length < 3 || text[0] != '[' || text[^1] != ']')
        {
            return false;
        }

        var inside = text[1..^1];
        return inside.Length > 5 && Ascii.EqualsIgnoreCase(inside[..5], "IPv6:"u8)
            ? inside[5..].Contains((byte)':') && !inside.ContainsAny("%[]/"u8) && IPAddress.TryParse(inside[5..], out _)
            : inside.Count((byte)'.') == 3 && !inside.ContainsAnyExcept(QuadBytes) && IPAddress.TryParse(inside, out _);
    }

    private static bool TryDecode(ReadOnlySpan<byte> text, out string decoded)
    {
        // U+0080 to U+009F are control characters too, to a terminal at least.
        decoded = Utf8.IsValid(text) ? Encoding.UTF8.GetString(text) : "";
        return decoded.Length > 0 && !decoded.AsSpan().ContainsAnyInRange('\u007f', '\u009f');
    }

    private static SearchValues<byte> WithEightBit(ReadOnlySpan<byte> ascii) =>
        SearchValues.Create([.. ascii, .. Enumerable.Range(128, 128).Select(octet => (byte)octet)]);
}
