using System.Net;
using System.Text;

namespace Mail2Alert.Cli.Telling;

/// <summary>Keeps the requests that a channel would make, and sends none: each is answered as if it had gone well.</summary>
internal sealed class WatchedWeb : HttpMessageHandler, IHttpClientFactory
{
    public List<WatchedRequest> Requests { get; } = [];

    public HttpClient CreateClient(string name) => new(this, disposeHandler: false);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        Requests.Add(new WatchedRequest(
            request.Method.Method,
            request.RequestUri!.AbsoluteUri,
            [.. request.Headers.Concat(request.Content?.Headers.AsEnumerable() ?? []).Select(field => (field.Key, string.Join(", ", field.Value)))],
            request.Content?.Headers.ContentType?.MediaType == "multipart/form-data" ? $"({body.Length} octets with files)" : Encoding.UTF8.GetString(body)));
        return new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("""{"ok":true}""", Encoding.UTF8, "application/json") };
    }
}

internal sealed record WatchedRequest(string Method, string Address, IReadOnlyList<(string Name, string Value)> Headers, string Body);
