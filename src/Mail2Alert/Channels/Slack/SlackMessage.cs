using System.Text.Json.Serialization;
using Mail2Alert.Alerts;

namespace Mail2Alert.Channels.Slack;

/// <summary>The body of <c>chat.postMessage</c> (docs.slack.dev/reference/methods/chat.postMessage), in the ancestor's two styles.</summary>
internal sealed record SlackMessage(
    [property: JsonPropertyName("channel")] string Channel,
    [property: JsonPropertyName("text")] string Text,
    [property: JsonPropertyName("attachments")] IReadOnlyList<SlackAttachment> Attachments)
{
    // Slack cuts text at 40,000 characters and a title at 1,024; cutting it ourselves says that something is missing.
    private const int MaxText = 39_000;
    private const int MaxTitle = 1_000;

    /// <summary>Brief: title and first line. Full: title and text, and whom the mail is from.</summary>
    public static SlackMessage Of(Notification notification, SlackTarget target)
    {
        var alert = notification.Alert;
        var text = target.Full ? alert.Text : FirstLine(alert.Text);
        return new SlackMessage(
            target.Channel,
            Escape(string.Join('\n', Introduction(notification, target.Full))),
            [new SlackAttachment(Escape(Cut(alert.Title, MaxTitle)), Escape(Cut(text, MaxText)), Colour(alert))]);
    }

    // Above the alert, since it says that somebody else may not know.
    private static IEnumerable<string> Introduction(Notification notification, bool full)
    {
        if (notification.Note is { } note)
            yield return Cut($"{char.ToUpperInvariant(note[0])}{note[1..]}", MaxTitle);
        if (full)
            yield return $"Message from: {notification.Message.From}";
    }

    // The ancestor's colours: Bootstrap's names for what happened.
    private static string Colour(Alert alert) => alert switch
    {
        { Status: AlertStatus.Firing, Severity: Severity.Warning } => "#DE9E31",
        { Status: AlertStatus.Firing } => "#D50200",
        { Status: AlertStatus.Resolved } => "#2FA44F",
        { Severity: Severity.Warning } => "#DE9E31",
        _ => "#4ABCF9",
    };

    // docs.slack.dev/messaging/formatting-message-text: only these three; they also keep a mail from calling <!channel>.
    private static string Escape(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal);

    private static string Cut(string text, int length) =>
        text.Length <= length ? text : string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[length - 1]) ? length - 1 : length), "…");

    private static string FirstLine(string text) => text.Split('\n', 2)[0];
}

internal sealed record SlackAttachment(
    [property: JsonPropertyName("title")] string Title,
    [property: JsonPropertyName("text")] string Text,
    [property: JsonPropertyName("color")] string Colour);
