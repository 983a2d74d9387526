using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Mail2Alert.Cli.Demo;

/// <summary>Plays a GoCD server with two pipeline groups: the calls that the source makes, on loopback.</summary>
internal sealed class StandInGoCd : IAsyncDisposable
{
    private const string Groups = """
        {"_embedded":{"groups":[
          {"name":"shop","pipelines":[{"name":"webshop-build"},{"name":"webshop-deploy"}]},
          {"name":"payments","pipelines":[{"name":"payments-build"}]}]}}
        """;

    private const string Dashboard = """
        {"_embedded":{"pipeline_groups":[
          {"name":"shop","pipelines":["webshop-build","webshop-deploy"]},
          {"name":"payments","pipelines":["payments-build"]}]}}
        """;

    private const string CcTray = """
        <?xml version="1.0" encoding="utf-8"?>
        <Projects>
          <Project name="webshop-build :: unit-test" activity="Sleeping" lastBuildStatus="Success" lastBuildLabel="1041"
            lastBuildTime="2026-11-20T12:00:00Z" webUrl="http://127.0.0.1/go/pipelines/webshop-build/1041/unit-test/1" />
          <Project name="payments-build :: compile" activity="Sleeping" lastBuildStatus="Failure" lastBuildLabel="76"
            lastBuildTime="2026-11-20T12:00:00Z" webUrl="http://127.0.0.1/go/pipelines/payments-build/76/compile/1" />
        </Projects>
        """;

    private readonly WebApplication _server;

    private StandInGoCd(WebApplication server) => _server = server;

    /// <summary>The base address to configure as the source's <c>url</c>.</summary>
    public Uri Url => new(new Uri(_server.Services.GetRequiredService<Microsoft.AspNetCore.Hosting.Server.IServer>()
        .Features.Get<IServerAddressesFeature>()!.Addresses.Single()), "/go");

    public static async Task<StandInGoCd> StartAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var server = builder.Build();
        server.Run(AnswerAsync);
        await server.StartAsync(cancellationToken);
        return new StandInGoCd(server);
    }

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    private static async Task AnswerAsync(HttpContext context)
    {
        var (type, body) = context.Request.Path.Value switch
        {
            "/go/api/admin/pipeline_groups" => ("application/vnd.go.cd.v1+json", Groups),
            "/go/api/dashboard" => ("application/vnd.go.cd.v4+json", Dashboard),
            "/go/cctray.xml" => ("application/xml", CcTray),
            _ => ("", ""),
        };
        context.Response.StatusCode = body.Length > 0 ? StatusCodes.Status200OK : StatusCodes.Status404NotFound;
        context.Response.ContentType = type;
        await context.Response.WriteAsync(body, context.RequestAborted);
    }
}
