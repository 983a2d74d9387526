using System.Net;
using System.Text.Json.Nodes;
using Mail2Alert.SideBySide.Load;

namespace Mail2Alert.SideBySide.Peers;

/// <summary>What a GoCD server answers who asks for the groups of its pipelines, and for the past of its stages, which have none.</summary>
internal sealed class GoCdServer : IDisposable
{
    private readonly HttpListener _listener = new();

    public GoCdServer(int port)
    {
        Port = port;
        _listener.Prefixes.Add($"http://127.0.0.1:{port}/");
        _listener.Start();
        _ = AnswerAsync();
    }

    public int Port { get; }

    public void Dispose() => _listener.Close();

    private static string Groups() => new JsonObject
    {
        ["_embedded"] = new JsonObject
        {
            ["groups"] = new JsonArray([.. Enumerable.Range(0, TestMail.Groups).Select(group => new JsonObject
            {
                ["name"] = $"group-{group}",
                ["pipelines"] = new JsonArray([.. Enumerable.Range(0, TestMail.Pipelines)
                    .Where(pipeline => pipeline % TestMail.Groups == group)
                    .Select(pipeline => new JsonObject { ["name"] = $"pipeline-{pipeline:D4}" })]),
            })]),
        },
    }.ToJsonString();

    private async Task AnswerAsync()
    {
        try
        {
            while (true)
                await AnswerAsync(await _listener.GetContextAsync());
        }
        catch (Exception over) when (over is HttpListenerException or ObjectDisposedException)
        {
            // The comparison is over.
        }
    }

    private static async Task AnswerAsync(HttpListenerContext context)
    {
        var answer = context.Request.Url?.AbsolutePath switch
        {
            "/go/api/admin/pipeline_groups" => Groups(),
            "/go/cctray.xml" => "<Projects/>",
            _ => null,
        };
        context.Response.StatusCode = answer is null ? 404 : 200;
        await context.Response.OutputStream.WriteAsync(System.Text.Encoding.UTF8.GetBytes(answer ?? "no"));
        context.Response.Close();
    }
}
