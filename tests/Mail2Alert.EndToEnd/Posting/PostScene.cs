using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Mail2Alert.EndToEnd.Support;

namespace Mail2Alert.EndToEnd.Posting;

/// <summary>The program with a listener for mail by HTTP, between a client and a relay.</summary>
internal sealed class PostScene : IAsyncDisposable
{
    public const string Alert = "From: nas@example.com\nTo: alerts@example.com\nSubject: disk full\n\nThe disk is full.\n";

    private readonly HttpClient _client = new();
    private RunningProgram? _program;

    public FakeRelay Relay { get; } = new();

    public TemporaryDirectory Directory { get; } = new();

    public RunningProgram Program => _program!;

    public Uri Mail => new($"http://127.0.0.1:{Program.Port}/mail");

    /// <param name="more">More sections.</param>
    /// <param name="relay">Instead of the scene's own, its port.</param>
    /// <param name="listener">Instead of one in clear for everybody here.</param>
    public static async Task<PostScene> StartAsync(string more = "", int? relay = null, string listener = "http://127.0.0.1:0")
    {
        var scene = new PostScene();
        await scene.RestartAsync(more, relay, listener);
        return scene;
    }

    public async Task RestartAsync(string more = "", int? relay = null, string listener = "http://127.0.0.1:0")
    {
        await (_program?.DisposeAsync() ?? default);
        _program = await RunningProgram.StartAsync($$"""
            listeners: {{listener}}
            relay: smtp://127.0.0.1:{{relay ?? Relay.Port}}
            {{(more.Contains("store:", StringComparison.Ordinal) ? "" : $"store: sqlite:{Directory.Path}/mail2alert.db")}}
            {{more}}
            sources:
              disks: { kind: mail, claim: { to: {{ProbeMail.Alerts}} } }
            receivers:
              ops: mailto:{{Scene.Ops}}
            routes:
              - to: ops
            """);
    }

    public Task<PostAnswer> PostAsync(string mail, string query = "", string? login = null) =>
        PostAsync(new ByteArrayContent(Encoding.Latin1.GetBytes(mail)), query, login);

    public async Task<PostAnswer> PostAsync(HttpContent content, string query = "", string? login = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Mail, $"/mail{query}")) { Content = content };
        if (login is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(login)));
        return await PostAnswer.OfAsync(await _client.SendAsync(request, Patience.Token));
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await (_program?.DisposeAsync() ?? default);
        await Relay.DisposeAsync();
        Directory.Dispose();
    }
}

internal sealed record PostAnswer(HttpStatusCode Status, string Type, JsonElement Body, TimeSpan? RetryAfter, string Challenge)
{
    public string Text(string name) => Body.GetProperty(name).GetString()!;

    public static async Task<PostAnswer> OfAsync(HttpResponseMessage response)
    {
        using (response)
        {
            var body = await response.Content.ReadAsStringAsync(Patience.Token);
            return new PostAnswer(
                response.StatusCode,
                response.Content.Headers.ContentType?.MediaType ?? "",
                JsonDocument.Parse(body.Length == 0 ? "null" : body).RootElement,
                response.Headers.RetryAfter?.Delta,
                $"{response.Headers.WwwAuthenticate}");
        }
    }
}
