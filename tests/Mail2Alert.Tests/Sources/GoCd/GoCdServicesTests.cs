using System.Net;
using Mail2Alert.Sources;
using Mail2Alert.Sources.GoCd;
using Mail2Alert.Sources.Lookups;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Mail2Alert.Tests.Sources.GoCd;

/// <summary>The source as the program sets it up, against a real web server.</summary>
public sealed class GoCdServicesTests : IAsyncDisposable
{
    private readonly List<string> _requests = [];
    private readonly WebApplication _server;

    public GoCdServicesTests()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _server = builder.Build();
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Tries_again_quickly_and_keeps_no_cookies()
    {
        _server.Run(async context =>
        {
            Note(context.Request);
            context.Response.Cookies.Append("JSESSIONID", "1");
            if (!context.Request.Path.StartsWithSegments("/go/api/dashboard"))
                context.Response.StatusCode = 403;
            else if (Count("/go/api/dashboard") == 1)
                context.Response.StatusCode = 500;
            else
                await context.Response.WriteAsync("""{"_embedded":{"pipeline_groups":[{"name":"blue","pipelines":["shop"]}]}}""", Cancel);
        });
        var groups = await AskAsync();
        groups.Value.ShouldNotBeNull(groups.Trouble).GroupOf("shop").ShouldBe("blue");
        Count("/go/api/dashboard").ShouldBe(2);
        _requests.ShouldAllBe(request => request.EndsWith(" Bearer t0ken cookies=0", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_client_is_put_together_once_when_the_first_question_comes()
    {
        var made = 0;
        var lookups = GoCdLookups.WhenAsked(() =>
        {
            made++;
            return new GoCdLookups(
                _ => Task.FromResult<Fetched<PipelineGroups>>(new Fetched<PipelineGroups>.Failed("no groups")),
                _ => Task.FromResult<Fetched<StageHistory>>(new Fetched<StageHistory>.Failed("no history")));
        });

        made.ShouldBe(0);
        (await lookups.Groups(Cancel)).ShouldBe(new Fetched<PipelineGroups>.Failed("no groups"));
        (await lookups.History(Cancel)).ShouldBe(new Fetched<StageHistory>.Failed("no history"));
        made.ShouldBe(1);
    }

    [Fact]
    public async Task Does_not_take_the_login_elsewhere()
    {
        _server.Run(context =>
        {
            Note(context.Request);
            context.Response.Redirect("/elsewhere");
            return Task.CompletedTask;
        });
        (await AskAsync()).Trouble.ShouldNotBeNull().ShouldContain("sends api/dashboard on to another address");
        _requests.ShouldNotContain(request => request.StartsWith("/elsewhere", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Says_that_nobody_listens()
    {
        _server.Run(_ => Task.CompletedTask);
        await _server.StartAsync(Cancel);
        var url = Url;
        await _server.StopAsync(Cancel);
        (await AskAsync(url)).Trouble.ShouldNotBeNull().ShouldContain("is GoCD running there?");
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private Uri Url => new(_server.Urls.Single() + "/go");

    private int Count(string path)
    {
        lock (_requests)
            return _requests.Count(request => request.StartsWith(path + " ", StringComparison.Ordinal));
    }

    private void Note(HttpRequest request)
    {
        lock (_requests)
            _requests.Add($"{request.Path} {request.Headers.Authorization} cookies={request.Cookies.Count}");
    }

    private async Task<Mail2Alert.Sources.Lookups.LookupAnswer<PipelineGroups>> AskAsync(Uri? url = null)
    {
        if (url is null)
            await _server.StartAsync(Cancel);
        var settings = FakeGoCd.Settings with { Url = url ?? Url, Login = new ApiLogin.Bearer(new Secret("t0ken")) };
        await using var services = new ServiceCollection().AddLogging().AddGoCd(settings).BuildServiceProvider();
        return await services.GetRequiredService<ISource>().ShouldBeOfType<GoCdSource>().GroupsAsync(Cancel);
    }
}
