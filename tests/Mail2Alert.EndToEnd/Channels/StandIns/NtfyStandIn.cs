using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Mail2Alert.EndToEnd.Channels.StandIns;

/// <summary>docs.ntfy.sh, from 2.16 on: what has the same sequence takes the place of what had it before.</summary>
internal sealed class NtfyStandIn() : StandIn("ntfys://alerts")
{
    public override async Task AnswerAsync(HttpContext request)
    {
        var said = await JsonAsync(request);
        var sequence = said["sequence_id"]?.GetValue<string>() ?? request.Request.Headers["X-Sequence-ID"].ToString();
        Seen.Put(sequence.Length > 0 ? sequence : Guid.NewGuid().ToString(), TextOf(said));
        await SayAsync(request, new JsonObject { ["id"] = "abc", ["event"] = "message", ["topic"] = "alerts" });
    }
}
