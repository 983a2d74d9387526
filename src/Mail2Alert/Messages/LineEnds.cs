namespace Mail2Alert.Messages;

/// <summary>
/// The lines of a mail that lay in a file. They end as those of the system that wrote it do, and every end becomes CR LF, so that nobody sees a
/// line end where another sees none.
/// </summary>
internal static class LineEnds
{
    public static byte[] ToCrLf(ReadOnlySpan<byte> bytes)
    {
        var written = new byte[bytes.Length + Missing(bytes)];
        var at = 0;
        for (var i = 0; i < bytes.Length; i++)
        {
            var isEnd = bytes[i] is (byte)'\r' or (byte)'\n';
            if (isEnd)
                written[at++] = (byte)'\r';
            written[at++] = isEnd ? (byte)'\n' : bytes[i];
            i += IsPair(bytes, i) ? 1 : 0;
        }
        return written;
    }

    /// <summary>
    /// Text without the CR of each CR LF, written over it, and without the line ends behind its last line. Behind a stray CR a CR LF stays: both
    /// are line ends.
    /// </summary>
    public static ReadOnlySpan<byte> ToLineFeeds(Span<byte> text)
    {
        var length = 0;
        for (var from = 0; from < text.Length;)
        {
            var found = text[from..].IndexOf("\r\n"u8);
            var line = text[from..(found < 0 ? text.Length : from + found)];
            line.CopyTo(text[length..]);
            length += line.Length;
            from += line.Length;
            if (found < 0)
                break;
            if (line is [.., (byte)'\r'])
                text[length++] = (byte)'\r';
            text[length++] = (byte)'\n';
            from += 2;
        }
        return text[..length].TrimEnd((byte)'\n');
    }

    // Two octets for each stray one, and for each pair as many as there are.
    private static int Missing(ReadOnlySpan<byte> bytes)
    {
        var missing = 0;
        for (var i = 0; i < bytes.Length; i++)
        {
            if (IsPair(bytes, i))
                i++;
            else if (bytes[i] is (byte)'\r' or (byte)'\n')
                missing++;
        }
        return missing;
    }

    private static bool IsPair(ReadOnlySpan<byte> bytes, int at) => bytes[at] == '\r' && at + 1 < bytes.Length && bytes[at + 1] == '\n';
}
