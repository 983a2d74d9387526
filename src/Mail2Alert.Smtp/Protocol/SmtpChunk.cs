using System.Buffers.Text;
using System.Text;

namespace Mail2Alert.Smtp.Protocol;

/// <summary>What BDAT announces (RFC 3030 §2): so many octets follow, and whether they are the last ones.</summary>
internal readonly record struct SmtpChunk(long Size, bool IsLast)
{
    // RFC 1870 §3 gives sizes 20 digits; what has more is no size.
    private const int MaxDigits = 20;

    /// <summary>Null when there is no telling where the chunk ends, and with it what of the input is a command.</summary>
    public static SmtpChunk? Parse(ReadOnlySpan<byte> argument)
    {
        var space = argument.IndexOf((byte)' ');
        var digits = space < 0 ? argument : argument[..space];
        var rest = space < 0 ? [] : argument[space..].TrimStart((byte)' ');
        var isLast = Ascii.EqualsIgnoreCase(rest, "LAST"u8);
        return SizeOf(digits) is { } size && (isLast || rest.IsEmpty) ? new SmtpChunk(size, isLast) : null;
    }

    // Digits and nothing else: no sign, no blank, and what overflows is more than any limit.
    private static long? SizeOf(ReadOnlySpan<byte> digits)
    {
        if (digits.Length is 0 or > MaxDigits || digits.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
        {
            return null;
        }

        return Utf8Parser.TryParse(digits, out long size, out _) ? size : long.MaxValue;
    }
}
