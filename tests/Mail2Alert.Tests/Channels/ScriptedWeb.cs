using System.Net;
using System.Text;

namespace Mail2Alert.Tests.Channels;

/// <summary>Stands in for services: keeps what it is asked, and answers what it is told to, the last answer again and again.</summary>
internal sealed class ScriptedWeb : HttpMessageHandler, IHttpClientFactory
{
    private readonly Queue<ScriptedAnswer> _answers = new();

    public List<SentRequest> Requests { get; } = [];

    public SentRequest Last => Requests[^1];

    public ScriptedWeb Answers(int status, string body = "", params (string Name, string Value)[] headers)
    {
        _answers.Enqueue(new ScriptedAnswer(status, body, headers, null));
        return this;
    }

    public ScriptedWeb Fails(Exception failure)
    {
        _answers.Enqueue(new ScriptedAnswer(0, "", [], failure));
        return this;
    }

    public HttpClient CreateClient(string name) => new(this, disposeHandler: false);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        Requests.Add(new SentRequest(
            request.Method.Method,
            request.RequestUri!.AbsoluteUri,
            request.Headers.Concat(request.Content?.Headers.AsEnumerable() ?? []).ToDictionary(field => field.Key, field => string.Join(", ", field.Value), StringComparer.OrdinalIgnoreCase),
            Encoding.UTF8.GetString(body)));
        var answer = _answers.Count > 1 ? _answers.Dequeue() : _answers.Count == 1 ? _answers.Peek() : new ScriptedAnswer(200, "{}", [], null);
        if (answer.Failure is not null)
            throw answer.Failure;
        var response = new HttpResponseMessage((HttpStatusCode)answer.Status) { Content = new StringContent(answer.Body, Encoding.UTF8, "application/json") };
        foreach (var (name, value) in answer.Headers)
            response.Headers.TryAddWithoutValidation(name, value);
        return response;
    }

    private sealed record ScriptedAnswer(int Status, string Body, (string Name, string Value)[] Headers, Exception? Failure);
}

/// <summary>A request as a service gets it.</summary>
internal sealed record SentRequest(string Method, string Address, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public System.Text.Json.Nodes.JsonNode Json => System.Text.Json.Nodes.JsonNode.Parse(Body)!;

    /// <summary>The fields of a form.</summary>
    public IReadOnlyDictionary<string, string> Form => Body.Split('&').Select(pair => pair.Split('=', 2))
        .ToDictionary(pair => Uri.UnescapeDataString(pair[0].Replace('+', ' ')), pair => Uri.UnescapeDataString(pair[1].Replace('+', ' ')));
}
