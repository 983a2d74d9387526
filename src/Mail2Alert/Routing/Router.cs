using Mail2Alert.Alerts;

namespace Mail2Alert.Routing;

/// <summary>
/// Decides who hears of an alert: a function of the alert, what is remembered of it, and the routes. It asks nobody and changes nothing.
/// </summary>
/// <remarks>
/// The first route that matches wins, unless it says to continue. A route that depends on a label nobody could look up cannot be denied: its
/// receiver is told, and the search goes on, since it cannot be affirmed either. Rather one mail too many than one too few. The same holds
/// inside a route: its own receivers are told unless a route inside it has taken the alert for certain.
/// </remarks>
internal sealed class Router(IReadOnlyList<Route> routes)
{
    private readonly RouteLevel _root = new(routes, []);
    private readonly Flapping? _followed = Flapping.Widest(routes.SelectMany(route => route.Tree).Select(route => route.Options.Flapping).OfType<Flapping>());

    public IReadOnlyList<Route> Routes => routes;

    public RoutingDecision Route(Alert alert, AlertState? before)
    {
        var (corrected, state, note) = Transition.Apply(alert, before);
        if (_followed is not null && state is not null)
            state = _followed.Follow(before, state, alert.At);
        var search = new RouteSearch(corrected, asksAll: false);
        search.Ask(_root);
        return new RoutingDecision(search.Told, state, search.Targets, search.Answers, note)
        {
            Seen = corrected,
            Others = search.Others,
        };
    }

    /// <summary>What every route that is reached answers to an alert as routes see it, in order; also those that do not match.</summary>
    public IReadOnlyList<RouteAnswer> Explain(Alert alert)
    {
        var search = new RouteSearch(alert, asksAll: true);
        search.Ask(_root);
        return search.Answers;
    }
}
