using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Mail2Alert.EndToEnd.Channels.StandIns;

/// <summary>discord.com/developers/docs/resources/webhook: who does not wait is not told the message's id.</summary>
internal sealed class DiscordStandIn() : StandIn("discord://4174216298/JHMHI8qBe7bk2ZwO5U711o3dV_js")
{
    public override async Task AnswerAsync(HttpContext request)
    {
        var said = await JsonAsync(request);
        var path = request.Request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (said["allowed_mentions"]?["parse"] is not JsonArray { Count: 0 })
            await SayAsync(request, new JsonObject { ["code"] = 1, ["message"] = "this stand-in takes no message that could call everybody" }, StatusCodes.Status400BadRequest);
        else if (path is [.., "messages", var id])
            await (Seen.Change(id, TextOf(said)) ? SayAsync(request, new JsonObject { ["id"] = id }) : UnknownAsync(request));
        else if (request.Request.Query["wait"] == "true")
            await SayAsync(request, new JsonObject { ["id"] = Seen.Post(TextOf(said)), ["channel_id"] = "1" });
        else
            request.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private static Task UnknownAsync(HttpContext request) =>
        SayAsync(request, new JsonObject { ["code"] = 10008, ["message"] = "Unknown Message" }, StatusCodes.Status404NotFound);
}
