using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Mail2Alert.EndToEnd.Channels.StandIns;

/// <summary>docs.opsgenie.com: an open alert for each alias; requests are only taken note of.</summary>
internal sealed class OpsgenieStandIn() : StandIn("opsgenie://00000000-0000-0000-0000-000000000000")
{
    public override async Task AnswerAsync(HttpContext request)
    {
        var said = await JsonAsync(request);
        if (request.Request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries) is [.., var alias, "close"] && request.Request.Query["identifierType"] == "alias")
            Seen.Put(alias, "resolved");
        else if (request.Request.Path.Value == "/v2/alerts")
            Seen.Put(said["alias"]!.GetValue<string>(), TextOf(said["message"]));
        await SayAsync(request, new JsonObject { ["result"] = "Request will be processed", ["took"] = 0.1, ["requestId"] = "r" }, StatusCodes.Status202Accepted);
    }
}
