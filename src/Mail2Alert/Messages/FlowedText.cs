using System.Text;

namespace Mail2Alert.Messages;

/// <summary>Makes paragraphs again of text that its sender broke into lines for old screens (RFC 3676, format=flowed).</summary>
internal static class FlowedText
{
    /// <param name="text">Lines ending in LF.</param>
    /// <param name="deleteSpace">DelSp=yes: the space that marks a soft line end is no part of the text.</param>
    public static string Unfold(string text, bool deleteSpace)
    {
        var unfolded = new StringBuilder(text.Length);
        int? open = null;
        foreach (var range in text.AsSpan().Split('\n'))
        {
            var line = text.AsSpan(range);
            var content = line.TrimStart('>');
            var quotes = line.Length - content.Length;
            if (content is [' ', ..])
                content = content[1..];

            // A paragraph ends where the quoting changes, however its last line ends (§4.5); a signature's separator is a line of its own (§4.3).
            var isSeparator = content is "-- ";
            if (open != quotes || isSeparator)
                NewLine(unfolded, line[..quotes], range.Start.Value > 0);
            var isFlowed = content is [.., ' '] && !isSeparator;
            unfolded.Append(isFlowed && deleteSpace ? content[..^1] : content);
            open = isFlowed ? quotes : null;
        }
        return unfolded.ToString();
    }

    private static void NewLine(StringBuilder text, ReadOnlySpan<char> quotes, bool isFurther)
    {
        if (isFurther)
            text.Append('\n');
        text.Append(quotes);
        if (!quotes.IsEmpty)
            text.Append(' ');
    }
}
