using BenchmarkDotNet.Attributes;
using Mail2Alert.Alerts;
using Mail2Alert.Routing;

namespace Mail2Alert.Benchmarks;

/// <summary>One alert through a thousand routes.</summary>
public class RouterBenchmarks
{
    private readonly Router _router = new(ThousandRoutes.Routes);
    private readonly IReadOnlyList<Alert> _alerts = ThousandRoutes.Alerts(1000);
    private int _next;

    [Benchmark]
    public int Route() => _router.Route(Next(), before: null).Targets.Count;

    /// <summary>With the sentences that the store keeps.</summary>
    [Benchmark]
    public int RouteAndExplain() => _router.Route(Next(), before: null).Explain().Count();

    private Alert Next() => _alerts[_next++ % _alerts.Count];
}
