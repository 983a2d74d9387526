using System.Text.Json.Nodes;
using Mail2Alert.Alerts;
using Mail2Alert.Channels.Templates;

namespace Mail2Alert.Channels.Push.HomeAssistant;

/// <summary>What Home Assistant is told of an alert.</summary>
internal static class HomeAssistantBody
{
    /// <summary>Takes the place of the one with the same id.</summary>
    public static JsonObject Lasting(Letter letter, HomeAssistantWay.Lasting way) => new()
    {
        ["title"] = letter.Title,
        ["message"] = MessageOf(letter),
        ["notification_id"] = way.Id ?? IncidentKey.Of(letter),
    };

    public static JsonObject Dismissal(Letter letter, HomeAssistantWay.Lasting way) => new() { ["notification_id"] = way.Id ?? IncidentKey.Of(letter) };

    public static JsonObject Of(Letter letter, HomeAssistantWay.Service way)
    {
        var to = way.To.Count == 0 ? null : new JsonArray([.. way.To.Select(target => (JsonNode)target)]);
        var body = new JsonObject { ["title"] = letter.Title, ["message"] = MessageOf(letter) };
        // Entities take no more than this, and other services what they please.
        if (way is { Domain: "notify", Name: "send_message" })
            body["entity_id"] = to;
        else
            body["target"] = to;
        if (way is { Domain: "notify", Name: not "send_message" })
            body["data"] = Data(letter);
        return body;
    }

    public static JsonObject Event(Letter letter)
    {
        var alert = letter.Alert;
        return new JsonObject
        {
            ["key"] = letter.AlertKey,
            ["source"] = alert.Source,
            ["status"] = alert.Status.ToString().ToLowerInvariant(),
            ["severity"] = alert.Severity.ToString().ToLowerInvariant(),
            ["title"] = letter.Title,
            ["message"] = MessageOf(letter),
            ["link"] = alert.Link?.AbsoluteUri,
            ["labels"] = new JsonObject(alert.Labels.Select(label => KeyValuePair.Create(label.Key, (JsonNode?)label.Value))),
        };
    }

    // What the apps for phones understand; others leave it alone. The same tag takes the place of what was shown.
    private static JsonObject Data(Letter letter)
    {
        var isUrgent = letter.Alert is { Status: AlertStatus.Firing, Severity: >= Severity.Error };
        return new JsonObject
        {
            ["tag"] = IncidentKey.Of(letter),
            ["url"] = letter.Alert.Link?.AbsoluteUri,
            ["clickAction"] = letter.Alert.Link?.AbsoluteUri,
            ["ttl"] = isUrgent ? 0 : (int?)null,
            ["priority"] = isUrgent ? "high" : null,
        };
    }

    private static string MessageOf(Letter letter) => letter.Text.Length > 0 ? letter.Text : letter.Title;
}
