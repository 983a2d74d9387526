using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Mail2Alert.EndToEnd.Support;

/// <summary>An HTTP server on loopback that answers every request in one way.</summary>
internal sealed class LoopbackHttp : IAsyncDisposable
{
    private readonly WebApplication _server;

    private LoopbackHttp(WebApplication server) => _server = server;

    public Uri Address => new(_server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    public static async Task<LoopbackHttp> StartAsync(RequestDelegate answer)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var server = builder.Build();
        server.Run(answer);
        await server.StartAsync(Patience.Token);
        return new LoopbackHttp(server);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
