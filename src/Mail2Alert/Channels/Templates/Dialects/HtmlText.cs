using System.Net;

namespace Mail2Alert.Channels.Templates.Dialects;

internal sealed class HtmlText : Dialect
{
    public override string LineEnd => "<br>\n";

    public override string Escape(string text) => WebUtility.HtmlEncode(text).Replace("\n", LineEnd, StringComparison.Ordinal);

    public override string Bold(string text) => $"<b>{text}</b>";

    public override string Link(Uri address) => $"<a href=\"{WebUtility.HtmlEncode(address.AbsoluteUri)}\">{WebUtility.HtmlEncode(address.AbsoluteUri)}</a>";
}
