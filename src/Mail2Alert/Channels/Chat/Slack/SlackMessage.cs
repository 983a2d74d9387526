using System.Text.Json.Nodes;
using Mail2Alert.Channels.Templates;

namespace Mail2Alert.Channels.Chat.Slack;

/// <summary>What is posted (docs.slack.dev/reference/methods/chat.postMessage).</summary>
internal static class SlackMessage
{
    public static JsonObject Of(Letter letter, SlackTarget target) => target.Form switch
    {
        SlackForm.Variables => Variables(letter, target),
        SlackForm.Brief or SlackForm.Full => AncestralMessage.Of(letter.About, target.Channel!, target.Form == SlackForm.Full),
        _ => Card(letter, target),
    };

    public static JsonObject Card(Letter letter, SlackTarget target) => new()
    {
        ["channel"] = target.Channel,
        ["thread_ts"] = target.Thread,
        ["username"] = target.Speaker,
        ["attachments"] = Attachments(letter, target),
    };

    /// <summary>What stands in a card: title, text and colour.</summary>
    public static JsonArray Attachments(Letter letter, SlackTarget target) =>
    [
        new JsonObject
        {
            ["fallback"] = AlertLook.Title(letter),
            ["title"] = AlertLook.Title(letter),
            ["title_link"] = letter.Alert.Link?.AbsoluteUri,
            ["text"] = letter.Text,
            ["color"] = AlertLook.Colour(letter.Alert),
            // A mail's asterisks and underscores are its own.
            ["mrkdwn_in"] = new JsonArray(),
            ["footer"] = target.HasFooter ? SlackText.Instance.Escape(letter.Alert.Source) : null,
            ["ts"] = target.HasTime ? letter.Alert.At.ToUnixTimeSeconds() : null,
        },
    ];

    private static JsonObject Variables(Letter letter, SlackTarget target)
    {
        var variables = new JsonObject
        {
            ["title"] = letter.Title,
            ["text"] = letter.Text,
            ["status"] = Word(letter.Alert.Status),
            ["severity"] = Word(letter.Alert.Severity),
            ["link"] = letter.Alert.Link?.AbsoluteUri,
        };
        foreach (var (name, value) in target.Variables)
            variables[name] = value;
        return variables;
    }

    private static string Word(Enum value) => value.ToString().ToLowerInvariant();
}
