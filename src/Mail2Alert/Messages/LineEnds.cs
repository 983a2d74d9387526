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
