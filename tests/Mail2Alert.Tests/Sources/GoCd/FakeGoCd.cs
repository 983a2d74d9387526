using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Mail2Alert.Sources;
using Mail2Alert.Sources.GoCd;
using Mail2Alert.Sources.Lookups;
using Mail2Alert.Tests.Sources.Lookups;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Polly;

namespace Mail2Alert.Tests.Sources.GoCd;

/// <summary>A GoCD server as its documentation tells. It answers 404 to what it was not told to know, and to a wrong Accept.</summary>
internal sealed class FakeGoCd
{
    public const string Administered = "/go/api/admin/pipeline_groups";
    public const string Dashboard = "/go/api/dashboard";
    public const string Listing = "/go/api/config/pipeline_groups";
    public const string CcTray = "/go/cctray.xml";
    public const string PipelineRun = "/go/api/pipelines/webshop-build/1042";
    public const string StageRun = "/go/api/stages/webshop-build/1042/unit-test/2";
    public const string StageRuns = "/go/api/stages/webshop-build/unit-test/history";

    private static readonly Dictionary<string, string> Accepts = new()
    {
        [Administered] = "application/vnd.go.cd.v1+json",
        [Dashboard] = "application/vnd.go.cd.v4+json",
        [Listing] = "",
        [CcTray] = "",
        [PipelineRun] = "application/vnd.go.cd.v1+json",
        [StageRun] = "application/vnd.go.cd.v3+json",
        [StageRuns] = "application/vnd.go.cd.v3+json",
    };

    private readonly ConcurrentDictionary<string, Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>>> _answers = new();

    /// <summary>Paths, in order.</summary>
    public ConcurrentQueue<string> Asked { get; } = [];

    public ConcurrentQueue<AuthenticationHeaderValue?> Logins { get; } = [];

    public static GoCdSettings Settings { get; } = new()
    {
        Name = "gocd",
        Claim = new Claim([], []),
        Url = new Uri("https://gocd.example.net/go"),
    };

    public FakeGoCd With(string path, string content, string type = "application/json") =>
        With(path, HttpStatusCode.OK, content, type);

    public FakeGoCd With(string path, HttpStatusCode status, string content = "", string type = "application/json") =>
        With(path, (_, _) => Task.FromResult(new HttpResponseMessage(status) { Content = new StringContent(content, Encoding.UTF8, type) }));

    public FakeGoCd With(string path, Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> answer)
    {
        _answers[path] = answer;
        return this;
    }

    public FakeGoCd WithCcTray(string rows) => With(CcTray, $"<?xml version=\"1.0\" encoding=\"utf-8\"?><Projects>{rows}</Projects>", "text/xml");

    public GoCdClient Client(GoCdSettings? settings = null)
    {
        var http = new HttpClient(new Handler(this));
        GoCdServices.Configure(http, settings ?? Settings);
        return new GoCdClient(new ApiClient(http, ResiliencePipeline<HttpResponseMessage>.Empty), http.BaseAddress!, "gocd");
    }

    public GoCdSource Source(GoCdSettings? settings = null, TimeProvider? time = null) => new(
        settings ?? Settings,
        GoCdLookups.Of(Client(settings), "gocd"),
        new TestMetrics().Lookups,
        time ?? new FakeTimeProvider(),
        NullLogger<GoCdSource>.Instance);

    /// <summary>A source that has no API to ask.</summary>
    public static GoCdSource Offline(GoCdSettings? settings = null) => new(
        settings ?? Settings with { Url = null },
        null,
        new TestMetrics().Lookups,
        new FakeTimeProvider(),
        NullLogger<GoCdSource>.Instance);

    private async Task<HttpResponseMessage> AnswerAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var path = request.RequestUri!.AbsolutePath;
        Asked.Enqueue(path);
        Logins.Enqueue(request.Headers.Authorization);
        request.RequestUri.GetLeftPart(UriPartial.Authority).ShouldBe("https://gocd.example.net");
        return Accepts[path] == request.Headers.Accept.ToString() && _answers.TryGetValue(path, out var answer)
            ? await answer(request, cancellationToken)
            : new HttpResponseMessage(HttpStatusCode.NotFound) { Content = new StringContent("The url you are trying to reach appears to be incorrect") };
    }

    private sealed class Handler(FakeGoCd server) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            server.AnswerAsync(request, cancellationToken);
    }
}
