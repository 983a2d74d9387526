using Mail2Alert.EndToEnd.Support;
using Microsoft.AspNetCore.Http;

namespace Mail2Alert.EndToEnd.Channels.StandIns;

/// <summary>One server in the place of many: whatever host a channel asks, it asks here, and the stand-in behind a test answers.</summary>
internal sealed class StandInServer : IAsyncDisposable, IHttpClientFactory
{
    private readonly LoopbackHttp _server;

    private StandInServer(LoopbackHttp server) => _server = server;

    public static async Task<StandInServer> StartAsync(StandIn service) => new(await LoopbackHttp.StartAsync(request => AnswerAsync(service, request)));

    public HttpClient CreateClient(string name) => new(new Detour(_server.Address));

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private static Task AnswerAsync(StandIn service, HttpContext request)
    {
        if (service.Trouble is not { } trouble)
            return service.AnswerAsync(request);
        service.Trouble = null;
        return trouble(request);
    }

    private sealed class Detour(Uri server) : DelegatingHandler(new SocketsHttpHandler())
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.RequestUri = new Uri(server, request.RequestUri!.PathAndQuery);
            return base.SendAsync(request, cancellationToken);
        }
    }
}
