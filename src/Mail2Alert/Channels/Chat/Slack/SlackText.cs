using Mail2Alert.Channels.Templates;

namespace Mail2Alert.Channels.Chat.Slack;

/// <summary>
/// Slack's text where its markup is switched off: only these three characters are escaped (docs.slack.dev/messaging/formatting-message-text). They
/// also keep a mail from calling <c>&lt;!channel&gt;</c> and from forging links.
/// </summary>
internal sealed class SlackText : Dialect
{
    public static SlackText Instance { get; } = new();

    public override string Escape(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal);

    public override string Link(Uri address) => $"<{Escape(address.AbsoluteUri)}>";
}
