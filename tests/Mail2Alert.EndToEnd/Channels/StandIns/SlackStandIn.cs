using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Mail2Alert.EndToEnd.Channels.StandIns;

/// <summary>docs.slack.dev: errors come with status 200.</summary>
internal sealed class SlackStandIn() : StandIn("slack://xoxb-1234-1234-4ddbc191d40ee098cbaae6f3523ada2d/#ops")
{
    public override async Task AnswerAsync(HttpContext request)
    {
        var said = await JsonAsync(request);
        var text = TextOf(said);
        var answer = request.Request.Path.Value switch
        {
            "/api/chat.postMessage" when said["thread_ts"] is not null => Ok(Seen.Reply(text)),
            "/api/chat.postMessage" => Ok(Seen.Post(text)),
            "/api/chat.update" => Seen.Change(said["ts"]!.GetValue<string>(), text) ? Ok(said["ts"]!.GetValue<string>()) : No("message_not_found"),
            _ => No("unknown_method"),
        };
        await SayAsync(request, answer);
    }

    private static JsonObject Ok(string ts) => new() { ["ok"] = true, ["channel"] = "C1", ["ts"] = ts };

    private static JsonObject No(string error) => new() { ["ok"] = false, ["error"] = error };
}
