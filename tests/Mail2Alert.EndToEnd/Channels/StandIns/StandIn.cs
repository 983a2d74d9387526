using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Mail2Alert.EndToEnd.Channels.StandIns;

/// <summary>Takes the place of a service that cannot run here, and does what its documentation says it does.</summary>
/// <param name="url">A target there.</param>
internal abstract class StandIn(string url)
{
    public string Url => url;

    /// <summary>What people see there.</summary>
    public Conversation Seen { get; } = new();

    /// <summary>What the next request gets instead of an answer; once.</summary>
    public Func<HttpContext, Task>? Trouble { get; set; }

    public abstract Task AnswerAsync(HttpContext request);

    public override string ToString() => url.Split(':')[0];

    protected static async Task<JsonObject> JsonAsync(HttpContext request) => (JsonObject)(await JsonNode.ParseAsync(request.Request.Body))!;

    protected static Task SayAsync(HttpContext request, JsonNode answer, int status = StatusCodes.Status200OK)
    {
        request.Response.StatusCode = status;
        request.Response.ContentType = "application/json";
        return request.Response.WriteAsync(answer.ToJsonString());
    }

    /// <summary>Everything in it that is text, one after the other: what a reader sees, whatever the layout is.</summary>
    protected static string TextOf(JsonNode? node) => node switch
    {
        JsonObject members => string.Join('\n', members.Select(member => TextOf(member.Value))),
        JsonArray items => string.Join('\n', items.Select(TextOf)),
        JsonValue value => value.ToString(),
        _ => "",
    };
}
