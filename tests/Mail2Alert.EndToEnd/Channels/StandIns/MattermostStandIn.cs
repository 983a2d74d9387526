using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Mail2Alert.EndToEnd.Channels.StandIns;

/// <summary>api.mattermost.com, as a bot uses it.</summary>
internal sealed class MattermostStandIn() : StandIn("mmost://team@mattermost.example.com/abcdefghijklmnopqrstuvwxyz?mode=bot&channel=ops")
{
    public override async Task AnswerAsync(HttpContext request)
    {
        var path = request.Request.Path.Value!;
        if (request.Request.Method == "GET")
        {
            await SayAsync(request, new JsonObject { ["id"] = "channel-id" });
            return;
        }
        var said = await JsonAsync(request);
        if (path.Split('/', StringSplitOptions.RemoveEmptyEntries) is [.., var id, "patch"])
            await SayAsync(request, new JsonObject { ["id"] = id }, Seen.Change(id, TextOf(said)) ? StatusCodes.Status200OK : StatusCodes.Status404NotFound);
        else
            await SayAsync(request, new JsonObject { ["id"] = said["root_id"] is null ? Seen.Post(TextOf(said)) : Seen.Reply(TextOf(said)) }, StatusCodes.Status201Created);
    }
}
