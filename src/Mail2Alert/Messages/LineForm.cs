using System.Buffers;

namespace Mail2Alert.Messages;

/// <summary>What DATA can carry (RFC 5321 §2.3.8 and §4.5.3.1.6): lines that end in CR LF, of at most 998 octets, and no NUL.</summary>
internal static class LineForm
{
    public const int LongestLine = 998;

    private static readonly SearchValues<byte> Marks = SearchValues.Create("\r\n\0"u8);

    /// <summary>True when no CR and no LF stands alone, so that no server can see a line end where there is none.</summary>
    public static bool Holds(ReadOnlySpan<byte> bytes)
    {
        while (bytes.IndexOfAny(Marks) is var length and >= 0)
        {
            if (length > LongestLine || !bytes[length..].StartsWith("\r\n"u8))
                return false;
            bytes = bytes[(length + 2)..];
        }
        return bytes.Length <= LongestLine;
    }
}
