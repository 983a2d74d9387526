using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Mail2Alert.EndToEnd.Channels.StandIns;

/// <summary>Events API v2: an incident for each key, until it is resolved.</summary>
internal sealed class PagerDutyStandIn() : StandIn("pagerduty://0123456789abcdef0123456789abcdef@unused")
{
    public override async Task AnswerAsync(HttpContext request)
    {
        var said = await JsonAsync(request);
        var key = said["dedup_key"]?.GetValue<string>();
        if (said["event_action"]!.GetValue<string>() == "resolve")
            Seen.Put(key!, "resolved");
        else
            Seen.Put(key ?? Guid.NewGuid().ToString(), TextOf(said["payload"]!["summary"]));
        await SayAsync(request, new JsonObject { ["status"] = "success", ["message"] = "Event processed", ["dedup_key"] = key }, StatusCodes.Status202Accepted);
    }
}
