using Mail2Alert.Channels.Templates.Dialects;

namespace Mail2Alert.Channels.Templates;

/// <summary>How a service writes text: what must be escaped to mean itself, and how a few things are said.</summary>
internal abstract class Dialect
{
    /// <summary>Nothing means anything but itself.</summary>
    public static Dialect Plain { get; } = new PlainText();

    public static Dialect Html { get; } = new HtmlText();

    /// <summary>CommonMark, and what GitHub adds to it.</summary>
    public static Dialect Markdown { get; } = new MarkdownText();

    /// <summary>What begins a new line.</summary>
    public virtual string LineEnd => "\n";

    /// <summary>What somebody else wrote, so that it shows as it is and does nothing.</summary>
    public abstract string Escape(string text);

    /// <param name="text">Escaped.</param>
    public virtual string Bold(string text) => text;

    /// <param name="address">Where it leads.</param>
    public virtual string Link(Uri address) => Escape(address.AbsoluteUri);
}
