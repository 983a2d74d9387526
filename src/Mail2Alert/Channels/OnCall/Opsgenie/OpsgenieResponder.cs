using System.Text.Json.Nodes;

namespace Mail2Alert.Channels.OnCall.Opsgenie;

/// <summary>Who responds.</summary>
/// <param name="Type"><c>team</c>, <c>user</c>, <c>schedule</c> or <c>escalation</c>.</param>
/// <param name="By">Which member names it: <c>id</c>, <c>name</c> or <c>username</c>.</param>
/// <param name="Name">Its name, or id.</param>
internal sealed record OpsgenieResponder(string Type, string By, string Name)
{
    public static OpsgenieResponder Of(string text)
    {
        var type = text[0] switch { '#' => "team", '*' => "schedule", '^' => "escalation", _ => "user" };
        var name = text[0] is '#' or '*' or '^' or '@' ? text[1..] : text;
        return new OpsgenieResponder(type, Guid.TryParse(name, out _) ? "id" : type == "user" ? "username" : "name", name);
    }

    public JsonObject Json() => new() { ["type"] = Type, [By] = Name };
}
