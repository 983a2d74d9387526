namespace Mail2Alert.Fuzz;

/// <summary>What the decoders must come to, written octet by octet without a thought for speed.</summary>
internal static class ObviousDecoder
{
    /// <summary>Octets up to and with the end of the data (RFC 5321 §4.1.1.4), or -1. The CR LF of the DATA command counts as the first one.</summary>
    public static int EndOf(ReadOnlySpan<byte> wire)
    {
        var found = ((byte[])[.. "\r\n"u8, .. wire]).AsSpan().IndexOf("\r\n.\r\n"u8);
        return found < 0 ? -1 : found + ".\r\n".Length;
    }

    /// <summary>Without the dots that stuffing put behind CR LF (RFC 5321 §4.5.2), and with CR LF for stray CR and LF.</summary>
    public static byte[] Unstuffed(ReadOnlySpan<byte> wire)
    {
        var unstuffed = new List<byte>();
        for (var i = 0; i < wire.Length; i++)
        {
            var isStuffing = wire[i] == '.' && (i == 0 || (i >= 2 && wire[(i - 2)..i].SequenceEqual("\r\n"u8)));
            unstuffed.AddRange(isStuffing ? [] : wire.Slice(i, 1));
        }

        return Lines(unstuffed.ToArray());
    }

    /// <summary>With CR LF for each line end of any kind, also the one that is missing at the end.</summary>
    public static byte[] Lines(ReadOnlySpan<byte> text)
    {
        var lines = new List<byte>();
        for (var i = 0; i < text.Length; i++)
        {
            var isPair = text[i..].StartsWith("\r\n"u8);
            lines.AddRange(text[i] is (byte)'\r' or (byte)'\n' ? "\r\n"u8 : text.Slice(i, 1));
            i += isPair ? 1 : 0;
        }

        return lines.Count == 0 || lines[^1] == '\n' ? [.. lines] : [.. lines, .. "\r\n"u8];
    }

    public static bool HasOnlyWholeLines(ReadOnlySpan<byte> content)
    {
        for (var i = 0; i < content.Length; i++)
        {
            if ((content[i] == '\n' && (i == 0 || content[i - 1] != '\r'))
                || (content[i] == '\r' && (i + 1 == content.Length || content[i + 1] != '\n')))
            {
                return false;
            }
        }

        return content.IsEmpty || content[^1] == '\n';
    }
}
