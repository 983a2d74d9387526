using System.Text;
using MimeKit.Encodings;

namespace Mail2Alert.Messages;

/// <summary>Files that stand in the text itself, as <c>uuencode file file | mail</c> of old scripts sends them (POSIX, uuencode).</summary>
internal static class Uuencoded
{
    private const string Begin = "begin ";

    /// <summary>The text without them.</summary>
    /// <param name="text">Lines ending in LF.</param>
    public static string Without(string text)
    {
        if (!text.Contains(Begin, StringComparison.Ordinal))
            return text;
        var left = new StringBuilder();
        var from = 0;
        foreach (var (start, end) in Blocks(text))
        {
            left.Append(text.AsSpan(from..start));
            from = end;
        }
        return left.Append(text.AsSpan(from)).ToString();
    }

    public static IEnumerable<Attachment> FilesIn(string text)
    {
        var lines = text.ReplaceLineEndings("\n");
        foreach (var (start, end) in Blocks(lines))
        {
            var block = lines[start..end];
            var name = block[Begin.Length..block.IndexOf('\n', StringComparison.Ordinal)].Split(' ', 2)[^1];
            yield return new Attachment(name, "application/octet-stream", null, () => Decode(block));
        }
    }

    private static byte[] Decode(string block)
    {
        var decoder = new UUDecoder();
        var encoded = Encoding.Latin1.GetBytes(block);
        var decoded = new byte[decoder.EstimateOutputLength(encoded.Length)];
        return decoded[..decoder.Decode(encoded, 0, encoded.Length, decoded)];
    }

    private static IEnumerable<(int Start, int End)> Blocks(string text)
    {
        int? start = null;
        for (var at = 0; at < text.Length;)
        {
            var end = text.IndexOf('\n', at) is var lineFeed and >= 0 ? lineFeed + 1 : text.Length;
            var line = text.AsSpan(at..end).TrimEnd('\n');
            if (start is { } open && line is "end")
            {
                yield return (open, end);
                start = null;
            }
            else if (IsBegin(line))
            {
                start = at;
            }
            else if (!IsData(line))
            {
                start = null;
            }
            at = end;
        }
    }

    // begin 644 name
    private static bool IsBegin(ReadOnlySpan<char> line) =>
        line.StartsWith(Begin, StringComparison.Ordinal) && line[Begin.Length..].TrimStart("01234567") is [' ', not ' ', ..];

    // The first letter says how many octets there are, and four letters are three of them. Spaces at the end get lost on the way.
    private static bool IsData(ReadOnlySpan<char> line)
    {
        if (line.IsEmpty || line[0] is < ' ' or > '`')
            return false;
        var octets = (line[0] - ' ') & 0x3F;
        return line.Length <= 2 + ((octets + 2) / 3 * 4) && line.IndexOfAnyExceptInRange(' ', '`') < 0;
    }
}
