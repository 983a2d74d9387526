using System.Text.Json.Nodes;
using Mail2Alert.Alerts;

namespace Mail2Alert.Channels.Chat.Slack;

/// <summary>The ancestor's message, in its two styles: teams have built on how it looks.</summary>
internal static class AncestralMessage
{
    // Slack cuts text at 40,000 characters and a title at 1,024; cutting it ourselves says that something is missing.
    private const int MaxText = 39_000;
    private const int MaxTitle = 1_000;

    /// <param name="notification">What to say.</param>
    /// <param name="channel">Where.</param>
    /// <param name="isFull">False for title and first line only.</param>
    public static JsonObject Of(Notification notification, string channel, bool isFull) => new()
    {
        ["channel"] = channel,
        ["text"] = Escape(string.Join('\n', Introduction(notification, isFull))),
        ["attachments"] = new JsonArray(new JsonObject
        {
            ["title"] = Escape(Cut(notification.Alert.Title, MaxTitle)),
            ["text"] = Escape(Cut(isFull ? notification.Alert.Text : FirstLine(notification.Alert.Text), MaxText)),
            ["color"] = Colour(notification.Alert),
        }),
    };

    // Above the alert, since it says that somebody else may not know.
    private static IEnumerable<string> Introduction(Notification notification, bool isFull)
    {
        if (notification.Note is { } note)
            yield return Cut($"{char.ToUpperInvariant(note[0])}{note[1..]}", MaxTitle);
        if (isFull)
            yield return $"Message from: {notification.Message.From}";
    }

    // Bootstrap's names for what happened.
    private static string Colour(Alert alert) => alert switch
    {
        { Status: AlertStatus.Firing, Severity: Severity.Warning } => "#DE9E31",
        { Status: AlertStatus.Firing } => "#D50200",
        { Status: AlertStatus.Resolved } => "#2FA44F",
        { Severity: Severity.Warning } => "#DE9E31",
        _ => "#4ABCF9",
    };

    private static string Escape(string text) => SlackText.Instance.Escape(text);

    private static string Cut(string text, int length) =>
        text.Length <= length ? text : string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[length - 1]) ? length - 1 : length), "…");

    private static string FirstLine(string text) => text.Split('\n', 2)[0];
}
