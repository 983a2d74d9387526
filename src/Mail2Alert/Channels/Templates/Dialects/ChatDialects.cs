namespace Mail2Alert.Channels.Templates.Dialects;

/// <summary>Which part of Markdown each chat reads.</summary>
internal static class ChatDialects
{
    /// <summary>Any punctuation may have a backslash before it.</summary>
    public static Dialect Discord { get; } = new ChatMarkdown(@"\`*_~|<>[]");

    /// <summary>As marked.js has it.</summary>
    public static Dialect Mattermost { get; } = new ChatMarkdown(@"\`*_~|>[]");

    /// <summary>One asterisk makes bold there, and a backslash is not always taken away.</summary>
    public static Dialect RocketChat { get; } = new ChatMarkdown("") { Unescaped = "`*_~|>[", Starts = "", Strong = "*" };

    /// <summary>As Python-Markdown has it, which takes no backslash from others.</summary>
    public static Dialect Zulip { get; } = new ChatMarkdown(@"\`*_>[]") { Unescaped = "~$|", Starts = "#+.-" };

    /// <summary>Markdown with tags in it, where a line ends with two spaces.</summary>
    public static Dialect Webex { get; } = new ChatMarkdown(@"\`*_~|>[]", "  \n") { HasTags = true };

    /// <summary>That of Adaptive Cards: bold, italic, links and lists; a line that is to end is a paragraph.</summary>
    public static Dialect Teams { get; } = new ChatMarkdown(@"\`*_[]", "\n\n");
}
