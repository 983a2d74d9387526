using System.Text.RegularExpressions;
using Mail2Alert.Alerts;
using Mail2Alert.Routing;

namespace Mail2Alert.Benchmarks;

/// <summary>
/// The routes of a large company: 20 sources with some 50 routes each, most of them for a label with a value, mixed as teams added them, and a
/// last one for the rest.
/// </summary>
internal static class ThousandRoutes
{
    private const int Sources = 20;
    private const int Pipelines = 700;

    private static readonly string[] Events = ["BREAKS", "FAILS", "FIXED", "PASSES"];

    /// <summary>A thousand, those inside others counted.</summary>
    public static IReadOnlyList<Route> Routes { get; } = Number([.. Mixed(), Route(new Matcher.Always())]);

    /// <summary>Alerts for which routes at all places are meant.</summary>
    public static IReadOnlyList<Alert> Alerts(int count)
    {
        var random = new Random(2);
        return [.. Enumerable.Range(0, count).Select(_ => Alert(random.Next(Pipelines + 100), random))];
    }

    private static Alert Alert(int pipeline, Random random)
    {
        var happening = Events[random.Next(Events.Length)];
        return new Alert
        {
            Source = Source(pipeline),
            Key = $"pipeline-{pipeline}/build",
            Status = happening is "BREAKS" or "FAILS" ? AlertStatus.Firing : AlertStatus.Resolved,
            Severity = Severity.Error,
            Event = happening,
            Edges = new EdgeEvents("BREAKS", "FAILS", "FIXED", "PASSES"),
            Title = $"Stage [pipeline-{pipeline}/{random.Next(5000)}/build/1] {happening}",
            Text = "See details: https://ci.example.com/",
            Labels = Labels.Empty
                .With("source", Source(pipeline))
                .With("pipeline", $"pipeline-{pipeline}")
                .With("counter", $"{random.Next(5000)}")
                .With("stage", "build")
                .With("event", happening)
                .With("status", happening is "BREAKS" or "FAILS" ? "firing" : "resolved")
                .With("severity", "error")
                .With("group", $"group-{pipeline % 90}")
                .With("subject", $"Stage [pipeline-{pipeline}/{random.Next(5000)}/build/1] {happening}")
                .With("from", "ci@example.com")
                .With("to", "mail2alert@example.com"),
        };
    }

    private static IEnumerable<Route> Mixed()
    {
        var random = new Random(1);
        IEnumerable<Route> routes =
        [
            .. Many(Pipelines, i => Route(All(Is("source", Source(i)), Is("pipeline", $"pipeline-{i}")), goesOn: i % 10 == 0)),
            .. Many(90, i => Route(All(Is("source", Source(i)), Like("subject", $"(?i)release-{i}\\b.*(failed|broken)")))),
            .. Many(9, i => Route(Like("subject", $"disk[ -]?{i}[0-9]* (is )?full"))),
            .. Many(30, Nested),
            .. Many(30, i => Route(All(Is("source", Source(i)), Is("event", "BREAKS"), Not(Is("group", $"group-{i}", $"group-{i + 1}"))), goesOn: true)),
            .. Many(17, i => Route(Any(Is("pipeline", $"pipeline-{i * 7}"), All(Is("group", $"group-{i}"), Is("event", "FIXED"))))),
            .. Many(3, i => Route(All(Not(Is("severity", "error")), Is("stage", $"deploy-{i}")))),
        ];
        return routes.OrderBy(_ => random.Next());
    }

    private static IEnumerable<Route> Many(int count, Func<int, Route> make) => Enumerable.Range(0, count).Select(make);

    // A bracket around four.
    private static Route Nested(int i) => new("", All(Is("source", Source(i)), Is("group", $"group-{i}")), RouteOptions.Default, false)
    {
        Routes = [.. Events.Select(happening => Route(Is("event", happening)))],
    };

    private static Route Route(Matcher when, bool goesOn = false) =>
        new("", when, Team("team"), goesOn);

    // Each has a receiver of its own, as teams do.
    private static IReadOnlyList<Route> Number(IReadOnlyList<Route> routes) => [.. routes.Select((route, i) => route with
    {
        Name = $"route {i + 1}, line {(i * 2) + 40}",
        Options = route.Tells ? new RouteOptions([Team($"team-{i}")]) : route.Options,
    })];

    private static Receiver Team(string name) => new(name, [new Target("mailto", $"{name}@example.com", $"mailto:{name}@example.com")]);

    private static string Source(int i) => $"source-{i % Sources}";

    private static Matcher.All All(params Matcher[] conditions) => new(conditions);

    private static Matcher.Any Any(params Matcher[] conditions) => new(conditions);

    private static Matcher.Not Not(Matcher condition) => new(condition);

    private static Matcher.OneOf Is(string label, params string[] values) => new(label, values.ToHashSet(StringComparer.Ordinal));

    private static Matcher.Like Like(string label, string pattern) =>
        new(label, new Regex(pattern, RegexOptions.NonBacktracking, TimeSpan.FromSeconds(1)));
}
