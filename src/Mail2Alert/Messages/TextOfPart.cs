using System.Text;
using Mail2Alert.Messages.Html;
using MimeKit;

namespace Mail2Alert.Messages;

/// <summary>What one part says, as it is written and as plain text. Each is decoded once.</summary>
internal sealed class TextOfPart(Trouble trouble)
{
    private readonly Dictionary<TextPart, string> _plain = [];
    private readonly Dictionary<TextPart, string> _written = [];

    /// <summary>As plain text, lines ending in LF.</summary>
    public string Plain(TextPart part)
    {
        if (!_plain.TryGetValue(part, out var plain))
            _plain.Add(part, plain = part.IsHtml ? PlainOfHtml(Written(part)) : PlainOf(part));
        return plain;
    }

    /// <summary>As it is written: HTML stays HTML. Of other text, lines may end in LF, and what is blank at its end may be missing.</summary>
    public string Written(TextPart part)
    {
        if (!_written.TryGetValue(part, out var written))
            _written.Add(part, written = Decoded(part));
        return written;
    }

    private string PlainOfHtml(string html)
    {
        if (html.Length > VisibleTokens.Longest)
            trouble.Add($"Of its HTML only the first {VisibleTokens.Longest / 1024} KiB were read.");
        return HtmlText.Of(html);
    }

    private string PlainOf(TextPart part)
    {
        var lines = Uuencoded.Without(Written(part).ReplaceLineEndings("\n"));
        return part.IsFlowed ? FlowedText.Unfold(lines, IsYes(part.ContentType.Parameters["delsp"])) : lines;
    }

    private static bool IsYes(string? value) => string.Equals(value?.Trim(), "yes", StringComparison.OrdinalIgnoreCase);

    private string Decoded(TextPart part)
    {
        var bytes = PartContent.Text(part);
        var charset = part.ContentType.Charset;
        if (!Charset.IsKnown(charset))
            trouble.Add($"Its text is in a charset that nobody knows, '{Clipped(charset)}': the letters beyond ASCII are a guess.");
        if (string.IsNullOrWhiteSpace(charset) && part.IsHtml)
            charset = HtmlCharset.Of(bytes);
        var text = !part.IsHtml && Ascii.IsValid(bytes) && Charset.IsAsciiWithMore(charset)
            ? Encoding.ASCII.GetString(LineEnds.ToLineFeeds(bytes))
            : Charset.Decode(bytes, charset);
        if (text.Contains('\uFFFD'))
            trouble.Add("Some bytes of its text are no letters in the charset that it names.");
        return text;
    }

    private static string Clipped(string name) => Printable.Of(name.Length > 40 ? name[..40] : name);
}
