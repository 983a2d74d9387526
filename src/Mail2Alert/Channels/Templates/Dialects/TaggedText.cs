namespace Mail2Alert.Channels.Templates.Dialects;

/// <summary>Text with a few of HTML's tags in it, where a line ends as it is written: Telegram's, and that of Google Chat's cards.</summary>
internal sealed class TaggedText : Dialect
{
    public static TaggedText Instance { get; } = new();

    // Telegram knows these entities and no others of HTML's names (core.telegram.org/bots/api, HTML style).
    public override string Escape(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal)
        .Replace("\"", "&quot;", StringComparison.Ordinal);

    public override string Bold(string text) => $"<b>{text}</b>";

    public override string Link(Uri address) => $"<a href=\"{Escape(address.AbsoluteUri)}\">{Escape(address.AbsoluteUri)}</a>";
}
