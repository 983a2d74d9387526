using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Mail2Alert.EndToEnd.Channels.StandIns;

/// <summary>spec.matrix.org: the same transaction has the same event, whatever is in it; an event that replaces another is no message.</summary>
internal sealed class MatrixStandIn() : StandIn("matrix://token@matrix.example.com/!room:example.com")
{
    private readonly ConcurrentDictionary<string, string> _transactions = new();

    public override async Task AnswerAsync(HttpContext request)
    {
        var said = await JsonAsync(request);
        var path = request.Request.Path.Value!;
        if (!path.Contains("/_matrix/client/v3/rooms/", StringComparison.Ordinal) || request.Request.Method != "PUT")
            await SayAsync(request, new JsonObject { ["room_id"] = "!room:example.com" });
        else
            await SayAsync(request, new JsonObject { ["event_id"] = _transactions.GetOrAdd(path, _ => Take(said)) });
    }

    private string Take(JsonObject said)
    {
        var relation = said["m.relates_to"];
        var about = relation?["event_id"]?.GetValue<string>();
        switch (relation?["rel_type"]?.GetValue<string>())
        {
            case "m.replace":
                Seen.Change(about!, TextOf(said["m.new_content"])).ShouldBeTrue();
                return "replacement";
            case "m.thread":
                return Seen.Reply(TextOf(said["body"]));
            default:
                return relation?["m.in_reply_to"] is null ? Seen.Post(TextOf(said["body"])) : Seen.Reply(TextOf(said["body"]));
        }
    }
}
