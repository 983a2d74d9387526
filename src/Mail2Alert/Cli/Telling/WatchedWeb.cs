using System.Net;
using System.Text;

namespace Mail2Alert.Cli.Telling;

/// <summary>
/// Keeps the requests that a channel would make, and sends none: each is answered as if it had gone well, with all that the first steps of a
/// conversation ask for, so that the later ones are shown, too.
/// </summary>
internal sealed class WatchedWeb : HttpMessageHandler, IHttpClientFactory
{
    private const string Answer = """
        {
          "ok": true, "success": true, "result": "success", "status": 1, "code": 200,
          "id": "ID", "iden": "ID", "event_id": "ID", "room_id": "ROOM", "roomId": "ROOM", "channel": "CHANNEL", "ts": "1",
          "access_token": "TOKEN", "data": { "userId": "USER", "authToken": "TOKEN" }, "message": { "_id": "ID", "rid": "ROOM" },
          "upload_url": "https://upload.invalid/", "file_url": "https://upload.invalid/file", "url": "/file", "content_uri": "mxc://file", "file_id": "FILE",
          "file": { "_id": "FILE" }, "file_infos": [ { "id": "FILE" } ]
        }
        """;

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
        return new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(Answer, Encoding.UTF8, "application/json") };
    }
}

internal sealed record WatchedRequest(string Method, string Address, IReadOnlyList<(string Name, string Value)> Headers, string Body);
