using System.Text.RegularExpressions;

namespace Mail2Alert.Channels.Templates.Dialects;

/// <summary>CommonMark 0.31: a backslash before ASCII punctuation makes it mean itself (§2.4).</summary>
internal sealed partial class MarkdownText : Dialect
{
    public override string LineEnd => "  \n";

    // Two spaces keep a line end (§6.7). White space that a line begins with would make code of it (§4.4).
    public override string Escape(string text) => string.Join(LineEnd, text.ReplaceLineEndings("\n").Split('\n').Select(Line)).Replace("\n  \n", "\n\n", StringComparison.Ordinal);

    public override string Bold(string text) => text.Length == 0 ? "" : $"**{text}**";

    public override string Link(Uri address) => $"<{address.AbsoluteUri.Replace(">", "%3E", StringComparison.Ordinal).Replace("<", "%3C", StringComparison.Ordinal)}>";

    private static string Line(string line)
    {
        var marked = Beginning().Replace(Anywhere().Replace(line, @"\$0"), @"$1\$2");
        var text = marked.TrimStart(' ', '\t');
        return string.Concat(new string('\u00A0', marked.Length - text.Length), text);
    }

    [GeneratedRegex(@"[\\`*_\[\]<>|~&$]")]
    private static partial Regex Anywhere();

    [GeneratedRegex(@"^(\s*[0-9]{0,9})([#+=.)-])")]
    private static partial Regex Beginning();
}
