using Microsoft.AspNetCore.Http;

namespace Mail2Alert.EndToEnd.Support;

/// <summary>A GoCD server of today: two calls for the pipeline groups, one for the past of each stage.</summary>
internal sealed class FakeGoCd : IAsyncDisposable
{
    private static readonly DateTimeOffset LongAgo = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    private LoopbackHttp? _server;

    /// <summary>What it answers; its usual answers unless a test says otherwise.</summary>
    public RequestDelegate Script { get; set; }

    /// <summary>Group and pipelines.</summary>
    public IReadOnlyDictionary<string, string[]> Groups { get; set; } = new Dictionary<string, string[]>
    {
        ["shop"] = ["webshop-build", "webshop-deploy"],
        ["payments"] = ["payments-build"],
    };

    /// <summary><c>Project</c> elements of cctray.xml.</summary>
    public string History { get; set; } = "";

    private FakeGoCd() => Script = UsualAsync;

    /// <summary>To configure as the source's <c>url</c>.</summary>
    public Uri Url => new(_server!.Address, "/go");

    public static async Task<FakeGoCd> StartAsync()
    {
        var gocd = new FakeGoCd();
        gocd._server = await LoopbackHttp.StartAsync(context => gocd.Script(context));
        return gocd;
    }

    /// <summary>A row of cctray.xml.</summary>
    public static string Row(string run, string status, DateTimeOffset? at = null) => run.Split('/') is [var pipeline, _, var stage, _]
        ? $"<Project name=\"{pipeline} :: {stage}\" activity=\"Sleeping\" lastBuildStatus=\"{status}\" lastBuildLabel=\"1\" " +
          $"lastBuildTime=\"{at ?? LongAgo:yyyy-MM-ddTHH:mm:ssZ}\" webUrl=\"http://gocd.example.com/go/pipelines/{run}\" />"
        : throw new ArgumentException(run, nameof(run));

    public Task UsualAsync(HttpContext context) => context.Request.Path.Value switch
    {
        "/go/api/admin/pipeline_groups" => AnswerAsync(context, new { _embedded = new { groups = Groups.Select(Administered) } }),
        "/go/api/dashboard" => AnswerAsync(context, new { _embedded = new { pipeline_groups = Groups.Select(Viewed) } }),
        "/go/cctray.xml" => context.Response.WriteAsync($"<Projects>{History}</Projects>", context.RequestAborted),
        _ => FailAsync(context, StatusCodes.Status404NotFound),
    };

    /// <summary>Answers as usual, but late.</summary>
    public void AnswerAfter(TimeSpan delay) => Script = async context =>
    {
        await Task.Delay(delay, context.RequestAborted);
        await UsualAsync(context);
    };

    public static Task FailAsync(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsync("no", context.RequestAborted);
    }

    public ValueTask DisposeAsync() => _server!.DisposeAsync();

    private static Task AnswerAsync(HttpContext context, object answer) => context.Response.WriteAsJsonAsync(answer, context.RequestAborted);

    private static object Administered(KeyValuePair<string, string[]> group) =>
        new { name = group.Key, pipelines = group.Value.Select(pipeline => new { name = pipeline }) };

    private static object Viewed(KeyValuePair<string, string[]> group) => new { name = group.Key, pipelines = group.Value };
}
