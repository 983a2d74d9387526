namespace Mail2Alert.Cli.Sending;

/// <summary>Brings what a program wrote into lines that end in CR LF.</summary>
internal static class WrittenLines
{
    // RFC 5321 §4.5.3.1.6, without the CR LF.
    private const int Longest = 998;

    /// <param name="text">As written, with LF, CR LF, or the bare CR of progress bars.</param>
    /// <param name="endsAtDot">True when a line with only a dot is the end.</param>
    /// <remarks>A line that is too long for mail is broken, as other sendmails do it: rather that than no mail.</remarks>
    public static byte[] Read(ReadOnlySpan<byte> text, bool endsAtDot)
    {
        var written = new List<byte>(text.Length + (text.Length / 20) + 2);
        while (text.Length > 0)
        {
            var line = Next(ref text);
            if (endsAtDot && line is [(byte)'.'])
                break;
            for (; line.Length > Longest; line = line[Longest..])
                Add(written, line[..Longest]);
            Add(written, line);
        }
        return [.. written];
    }

    private static ReadOnlySpan<byte> Next(ref ReadOnlySpan<byte> text)
    {
        var end = text.IndexOfAny((byte)'\r', (byte)'\n');
        var line = end < 0 ? text : text[..end];
        text = end < 0 ? [] : text[end..] is [(byte)'\r', (byte)'\n', ..] ? text[(end + 2)..] : text[(end + 1)..];
        return line;
    }

    private static void Add(List<byte> written, ReadOnlySpan<byte> line)
    {
        written.AddRange(line);
        written.AddRange("\r\n"u8);
    }
}
