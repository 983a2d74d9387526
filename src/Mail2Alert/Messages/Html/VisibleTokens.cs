using MimeKit.Text;

namespace Mail2Alert.Messages.Html;

/// <summary>The tags and texts of an HTML document that a reader sees. There is no tree, so nesting costs nothing.</summary>
internal static class VisibleTokens
{
    /// <summary>How many characters are read. Google's mail client shows a fifth of that; a tag costs fifty times what it is long.</summary>
    public const int Longest = 512 * 1024;

    private static readonly string[] NeverShown = ["script", "style", "title", "template", "svg", "iframe", "noframes", "noembed", "object", "datalist"];
    private static readonly string[] HidingStyles = ["display:none", "mso-hide:all", "visibility:hidden"];

    /// <param name="html">The document, or a piece of one.</param>
    /// <param name="showHidden">True to see what attributes hide, for a mail that shows nothing else.</param>
    public static IEnumerable<HtmlToken> Of(string html, bool showHidden = false)
    {
        using var reader = new StringReader(html.Length > Longest ? html[..Longest] : html);
        var tokenizer = new HtmlTokenizer(reader) { DecodeCharacterReferences = true };
        HtmlTagToken? hiding = null;
        var depth = 0;
        while (tokenizer.ReadNextToken(out var token))
        {
            var tag = token as HtmlTagToken;
            if (hiding is not null)
            {
                depth += tag is null || !IsSame(tag, hiding) ? 0 : tag.IsEndTag ? -1 : 1;
                if (depth == 0 || (tag is { IsEndTag: false } && IsParagraph(hiding) && IsParagraph(tag)))
                    hiding = null;
                if (depth == 0 || hiding is not null)
                    continue;
            }
            if (tag is { IsEndTag: false } && Hides(tag, showHidden))
                (hiding, depth) = (tag, 1);
            else if (tag is not null || token.Kind is HtmlTokenKind.Data or HtmlTokenKind.CData)
                yield return token;
        }
    }

    // A paragraph ends where the next begins, with or without a tag that says so.
    private static bool IsParagraph(HtmlTagToken tag) => tag.Id == HtmlTagId.P;

    private static bool IsSame(HtmlTagToken one, HtmlTagToken other) => string.Equals(one.Name, other.Name, StringComparison.OrdinalIgnoreCase);

    private static bool Hides(HtmlTagToken tag, bool showHidden) =>
        NeverShown.Contains(tag.Name, StringComparer.OrdinalIgnoreCase)
        || (!showHidden && !HasNoEnd(tag) && tag.Attributes.Any(IsHiding));

    // Elements that contain nothing hide nothing.
    private static bool HasNoEnd(HtmlTagToken tag) => tag.IsEmptyElement || tag.Id is HtmlTagId.Image or HtmlTagId.Br or HtmlTagId.HR or HtmlTagId.Input
        or HtmlTagId.Body or HtmlTagId.Html or HtmlTagId.Meta or HtmlTagId.Link or HtmlTagId.Col or HtmlTagId.Area or HtmlTagId.Base or HtmlTagId.Wbr;

    private static bool IsHiding(HtmlAttribute attribute) =>
        attribute.Name.Equals("hidden", StringComparison.OrdinalIgnoreCase)
        || (attribute.Id == HtmlAttributeId.Style && attribute.Value is { } style
            && style.Replace(" ", "", StringComparison.Ordinal) is var plain
            && HidingStyles.Any(hiding => plain.Contains(hiding, StringComparison.OrdinalIgnoreCase)));
}
