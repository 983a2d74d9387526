using System.Text.Json.Nodes;
using Mail2Alert.Channels.Templates;

namespace Mail2Alert.Channels.Chat.RocketChat;

/// <summary>
/// What a webhook posts: the first line as the message, which is what phones show, and the rest beside a colour. A user's messages have no colour, since
/// <c>chat.update</c> changes their text alone, and an alert that is over would stay red.
/// </summary>
internal static class RocketChatCard
{
    public static JsonObject Of(Letter letter, RocketChatTarget target)
    {
        var lines = AlertLook.Text(letter).Split('\n', 2);
        return new JsonObject
        {
            ["channel"] = target.Place,
            ["alias"] = target.Speaker,
            ["text"] = lines[0],
            ["attachments"] = lines.Length == 1 ? null : new JsonArray(new JsonObject { ["color"] = AlertLook.Colour(letter.Alert), ["text"] = lines[1] }),
        };
    }
}
