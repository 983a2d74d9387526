using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Mail2Alert.EndToEnd.Channels.StandIns;

/// <summary>developers.home-assistant.io: a notification of the same id takes the place of the first, and can be dismissed.</summary>
internal sealed class HomeAssistantStandIn() : StandIn("hassio://home.example.com/eyJhbGciOi.abc.def")
{
    public override async Task AnswerAsync(HttpContext request)
    {
        var said = await JsonAsync(request);
        var id = said["notification_id"]!.GetValue<string>();
        if (request.Request.Path.Value!.EndsWith("/dismiss", StringComparison.Ordinal))
            Seen.Put(id, "resolved");
        else
            Seen.Put(id, TextOf(said));
        await SayAsync(request, new JsonArray());
    }
}
