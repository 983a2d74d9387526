using System.Text.RegularExpressions;

namespace Mail2Alert.Channels.Templates.Dialects;

/// <summary>
/// Markdown as chats read it, each its own part of it. What somebody else wrote calls nobody: a space of no width parts '@' from the name behind
/// it. Addresses stay as they are, since chats take a backslash in them for a part of them.
/// </summary>
/// <param name="marks">What a backslash makes mean itself.</param>
/// <param name="lineEnd">What begins a new line.</param>
internal sealed partial class ChatMarkdown(string marks, string lineEnd = "\n") : Dialect
{
    private const string Apart = "\u200B";

    /// <summary>Marks on which a backslash has no effect: they are parted from what they mark.</summary>
    public string Unescaped { get; init; } = "";

    /// <summary>What a backslash makes mean itself where a line begins with it, or with a number before it.</summary>
    public string Starts { get; init; } = "#+=.)-";

    public override string LineEnd => lineEnd;

    public string Strong { get; init; } = "**";

    /// <summary>True where tags of HTML mean something.</summary>
    public bool HasTags { get; init; }

    public override string Escape(string text) => string.Join(LineEnd, text.ReplaceLineEndings("\n").Split('\n').Select(Line));

    public override string Bold(string text) => text.Length == 0 ? "" : $"{Strong}{text}{Strong}";

    public override string Link(Uri address) => address.AbsoluteUri;

    // White space that a line begins with would make code of it.
    private string Line(string line)
    {
        var text = line.TrimStart(' ', '\t');
        return string.Concat(new string('\u00A0', line.Length - text.Length), Beginning().Replace(Inside(text), Begin));
    }

    private string Begin(Match beginning) => Starts.Contains(beginning.Groups["mark"].Value, StringComparison.Ordinal)
        ? $@"{beginning.Groups["number"].Value}\{beginning.Groups["mark"].Value}"
        : beginning.Value;

    private string Inside(string line)
    {
        var (written, at) = ("", 0);
        foreach (Match address in Address().Matches(line))
        {
            written += $"{Mean(line[at..address.Index])}{address.Value}";
            at = address.Index + address.Length;
        }
        return written + Mean(line[at..]);
    }

    private string Mean(string text) => Mention().Replace(string.Concat(text.Select(Mean)), $"@{Apart}");

    private string Mean(char c) => c switch
    {
        '&' when HasTags => "&amp;",
        '<' when HasTags => "&lt;",
        _ when marks.Contains(c, StringComparison.Ordinal) => $@"\{c}",
        _ when Unescaped.Contains(c, StringComparison.Ordinal) => $"{c}{Apart}",
        _ => $"{c}",
    };

    // A mail address is no mention.
    [GeneratedRegex(@"(?<!\w)@(?=[\w*_\\])")]
    private static partial Regex Mention();

    [GeneratedRegex(@"^(?<number>[0-9]{0,9})(?<mark>[#+=.)-])")]
    private static partial Regex Beginning();

    // Nothing in it that marks; a mark at its end could belong to what stands around it.
    [GeneratedRegex(@"\bhttps?://[A-Za-z0-9._:/?#!&+,;=%-]*[A-Za-z0-9/=]")]
    private static partial Regex Address();
}
