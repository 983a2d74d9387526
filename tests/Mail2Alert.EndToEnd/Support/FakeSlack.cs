using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Mail2Alert.EndToEnd.Support;

/// <summary>Slack's Web API, as far as <c>chat.postMessage</c> (docs.slack.dev/reference/methods/chat.postMessage).</summary>
internal sealed class FakeSlack : IAsyncDisposable
{
    private readonly ConcurrentQueue<SlackPost> _posts = new();
    private LoopbackHttp? _server;

    /// <summary>What it answers to a post.</summary>
    public RequestDelegate Script { get; set; } = context => SayAsync(context, new { ok = true, ts = "1503435956.000247" });

    public IReadOnlyList<SlackPost> Posts => [.. _posts];

    /// <summary>To configure as <c>api</c>.</summary>
    public Uri Api => new(_server!.Address, "/api/");

    public static async Task<FakeSlack> StartAsync()
    {
        var slack = new FakeSlack();
        slack._server = await LoopbackHttp.StartAsync(slack.AnswerAsync);
        return slack;
    }

    /// <summary>An error as Slack says it: status 200, and <c>ok</c> false.</summary>
    public void Refuse(string error) => Script = context => SayAsync(context, new { ok = false, error });

    public ValueTask DisposeAsync() => _server!.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        using var body = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
        _posts.Enqueue(new SlackPost($"{context.Request.Method} {context.Request.Path}", context.Request.Headers.Authorization.ToString(), body.RootElement.Clone()));
        await Script(context);
    }

    private static Task SayAsync(HttpContext context, object answer) => context.Response.WriteAsJsonAsync(answer, context.RequestAborted);
}

/// <param name="Call">Method and path.</param>
/// <param name="Authorization">The header.</param>
/// <param name="Body">The JSON.</param>
internal sealed record SlackPost(string Call, string Authorization, JsonElement Body)
{
    public string Channel => Body.GetProperty("channel").GetString()!;

    public string Text => Body.GetProperty("text").GetString()!;

    public JsonElement Attachment => Body.GetProperty("attachments").EnumerateArray().ShouldHaveSingleItem();
}
