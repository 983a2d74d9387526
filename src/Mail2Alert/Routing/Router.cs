using Mail2Alert.Alerts;

namespace Mail2Alert.Routing;

/// <summary>
/// Decides who hears of an alert: a function of the alert, what is remembered of it, and the routes. It asks nobody and changes nothing.
/// </summary>
/// <remarks>
/// The first route that matches wins, unless it says to continue. A route that depends on a label nobody could look up cannot be denied: its
/// receiver is told, and the search goes on, since it cannot be affirmed either. Rather one mail too many than one too few.
/// </remarks>
internal sealed class Router(IReadOnlyList<Route> routes)
{
    public IReadOnlyList<Route> Routes => routes;

    public RoutingDecision Route(Alert alert, AlertState? before)
    {
        var (corrected, state, note) = Transition.Apply(alert, before);
        var answers = new List<RouteAnswer>(routes.Count);
        var targets = new List<RoutedTarget>();
        foreach (var route in routes)
        {
            var truth = route.When.Matches(corrected);
            answers.Add(new RouteAnswer(route, truth));
            if (truth == Truth.No)
                continue;
            AddNew(targets, route);
            if (truth == Truth.Yes && !route.Continue)
                break;
        }
        return new RoutingDecision(corrected, state, targets, answers, note);
    }

    // A target that several receivers name is told once, for the first of them; with a group, it is told what else is in the group, too.
    private static void AddNew(List<RoutedTarget> targets, Route route)
    {
        foreach (var receiver in route.To)
        {
            foreach (var target in receiver.Targets)
            {
                if (!targets.Exists(known => known.Target == target && IsSameNews(known.Route, route)))
                    targets.Add(new RoutedTarget(target, route, receiver));
            }
        }
    }

    private static bool IsSameNews(Route known, Route route) =>
        ReferenceEquals(known, route) || (known.Options.Grouping is null && route.Options.Grouping is null);
}
