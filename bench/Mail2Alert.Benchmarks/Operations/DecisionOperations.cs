using Mail2Alert.Messages;
using Mail2Alert.Pipeline;
using Mail2Alert.Routing;
using Mail2Alert.Routing.Expectations;
using Mail2Alert.Routing.Groups;

namespace Mail2Alert.Benchmarks.Operations;

/// <summary>A mail of GoCD from its bytes to what is kept and owed: read, recognised, looked up, routed, planned.</summary>
internal sealed class DecisionOperations
{
    private readonly Processor _processor = new([SourceOperations.GoCdSource(), SourceOperations.Auto()]);
    private readonly AlertEngine _engine = Engine();

    /// <summary>Until it is known who is told.</summary>
    public async Task<int> DecideAsync() => (await DecideAsync(SampleMail.Open(SampleMail.GoCd))).Why.Count;

    /// <summary>And how the store keeps that: the story in sentences, a delivery for each target.</summary>
    public async Task<int> DecideAndPlanAsync()
    {
        var mail = SampleMail.Open(SampleMail.GoCd);
        return DecisionPlan.Of(mail, await DecideAsync(mail)).Deliveries.Count;
    }

    private ValueTask<Decision> DecideAsync(Message mail) =>
        _processor.DecideAsync(mail, alert => ValueTask.FromResult(_engine.Decide(alert, mail.Id)), CancellationToken.None);

    // The last of them takes it, and tells two.
    private static AlertEngine Engine()
    {
        var teams = Enumerable.Range(1, 20).Select(i => Route($"team-{i}", $"pipeline-{i}", $"team-{i}@example.net"));
        IReadOnlyList<Route> routes = [.. teams, Route("webshop", "webshop", "webshop@example.net", "oncall@example.net")];
        var groups = new GroupBook(new GroupTermsBook(routes).Find, new GroupLimits(), TimeProvider.System);
        return new AlertEngine(
            new Router(routes),
            new Planner(new Holds(new SilenceBook()), groups),
            new AlertMemory(100),
            groups,
            new ExpectationBook([]),
            new ExpiryBook(new Dictionary<string, TimeSpan>()),
            TimeProvider.System);
    }

    private static Route Route(string name, string pipeline, params string[] to) => new(
        name,
        new Matcher.All([Label("source", "gocd"), Label("pipeline", pipeline)]),
        new Receiver(name, [.. to.Select(address => new Target("mailto", address, $"mailto:{address}"))]),
        false);

    private static Matcher.OneOf Label(string name, string value) => new(name, new HashSet<string>(StringComparer.Ordinal) { value });
}
