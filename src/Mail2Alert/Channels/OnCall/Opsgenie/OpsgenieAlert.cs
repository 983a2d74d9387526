using System.Text.Json.Nodes;
using Mail2Alert.Channels.Templates;

namespace Mail2Alert.Channels.OnCall.Opsgenie;

/// <summary>What Opsgenie is told of an alert.</summary>
internal static class OpsgenieAlert
{
    public const string Sender = "Mail2Alert";

    // Of all names and values together (docs.opsgenie.com, alerts and alert fields).
    private const int MostDetails = 8000;

    public static JsonObject New(Letter letter, OpsgenieTarget target) => new()
    {
        ["message"] = letter.Title,
        ["alias"] = target.Alias ?? IncidentKey.Of(letter),
        ["description"] = letter.Text,
        ["responders"] = target.Responders.Count == 0 ? null : new JsonArray([.. target.Responders.Select(responder => responder.Json())]),
        ["tags"] = target.Tags.Count == 0 ? null : new JsonArray([.. target.Tags.Select(tag => (JsonNode)tag)]),
        ["details"] = Details(letter, target),
        ["entity"] = target.Entity ?? letter.Alert.Labels["host"],
        ["source"] = Sender,
        ["priority"] = target.Priority ?? OpsgeniePriority.Of(letter.Alert),
        ["user"] = target.User,
    };

    public static JsonObject Note(Letter letter, OpsgenieTarget target) => new()
    {
        ["source"] = Sender,
        ["user"] = target.User,
        ["note"] = letter.Title,
    };

    private static JsonObject Details(Letter letter, OpsgenieTarget target)
    {
        var (details, length) = (new JsonObject(), 0);
        foreach (var (name, value) in target.Details.Concat(letter.Alert.Labels))
        {
            length += name.Length + value.Length;
            if (length <= MostDetails)
                details.TryAdd(name, value);
        }
        return details;
    }
}
