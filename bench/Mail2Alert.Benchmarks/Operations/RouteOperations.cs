using Mail2Alert.Alerts;
using Mail2Alert.Routing;

namespace Mail2Alert.Benchmarks.Operations;

/// <summary>One alert through a thousand routes, another one each time.</summary>
internal sealed class RouteOperations
{
    /// <summary>After so many all have been through.</summary>
    public const int Alerts = 1000;

    private readonly Router _router = new(ThousandRoutes.Routes);
    private readonly IReadOnlyList<Alert> _alerts = ThousandRoutes.Alerts(Alerts);
    private int _next;

    public int Route() => _router.Route(Next(), before: null).Targets.Count;

    /// <summary>With the sentences that the store keeps.</summary>
    public int RouteAndExplain() => _router.Route(Next(), before: null).Explain().Count();

    private Alert Next() => _alerts[_next++ % _alerts.Count];
}
