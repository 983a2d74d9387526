using System.Net;

namespace Mail2Alert.Channels.Templates;

/// <summary>How a service writes text: what must be escaped to mean itself, and how a few things are said.</summary>
internal abstract class Dialect
{
    /// <summary>Nothing means anything but itself.</summary>
    public static Dialect Plain { get; } = new PlainText();

    public static Dialect Html { get; } = new HtmlText();

    /// <summary>What somebody else wrote, so that it shows as it is and does nothing.</summary>
    public abstract string Escape(string text);

    /// <param name="text">Escaped.</param>
    public virtual string Bold(string text) => text;

    /// <param name="address">Where it leads.</param>
    public virtual string Link(Uri address) => Escape(address.AbsoluteUri);

    private sealed class PlainText : Dialect
    {
        public override string Escape(string text) => text;
    }

    private sealed class HtmlText : Dialect
    {
        public override string Escape(string text) => WebUtility.HtmlEncode(text).Replace("\n", "<br>\n", StringComparison.Ordinal);

        public override string Bold(string text) => $"<b>{text}</b>";

        public override string Link(Uri address) => $"<a href=\"{WebUtility.HtmlEncode(address.AbsoluteUri)}\">{WebUtility.HtmlEncode(address.AbsoluteUri)}</a>";
    }
}
