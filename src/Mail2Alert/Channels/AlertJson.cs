using System.Globalization;
using System.Text.Json.Nodes;
using Mail2Alert.Channels.Templates;

namespace Mail2Alert.Channels;

/// <summary>An alert as programs get it. What is not there is left out.</summary>
internal static class AlertJson
{
    public static JsonObject Of(Letter letter)
    {
        var alert = letter.Alert;
        var members = new JsonObject
        {
            ["id"] = letter.Key,
            ["key"] = alert.Key,
            ["status"] = Word(alert.Status),
            ["severity"] = Word(alert.Severity),
            ["title"] = letter.Title,
            ["body"] = letter.Text,
            ["at"] = At(letter),
        };
        if (alert.Link is { } link)
            members["link"] = link.AbsoluteUri;
        members["labels"] = Labels(letter);
        return members;
    }

    public static JsonObject Labels(Letter letter) =>
        new(letter.Alert.Labels.Select(label => KeyValuePair.Create(label.Key, (JsonNode?)label.Value)));

    /// <summary>When the mail came: <c>2026-11-22T19:48:20Z</c>.</summary>
    public static string At(Letter letter) => letter.Alert.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>As rules call it.</summary>
    public static string Word(Enum value) => value.ToString().ToLowerInvariant();
}
