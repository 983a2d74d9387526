using Mail2Alert.Alerts;
using Mail2Alert.Routing;

namespace Mail2Alert.Tests.Routing;

/// <summary>The rules of routing written down once more, as plainly as can be: what the router is held to.</summary>
internal sealed class NaiveRouter(Alert alert)
{
    public List<string> Told { get; } = [];

    public List<(Route Route, Truth Truth, Truth Inside)> Asked { get; } = [];

    public Truth Ask(IReadOnlyList<Route> routes)
    {
        var taken = Truth.No;
        foreach (var route in routes)
        {
            var answer = Ask(route);
            taken = taken.Or(answer);
            if (answer == Truth.Yes && !route.Continue)
                break;
        }
        return taken;
    }

    private Truth Ask(Route route)
    {
        var truth = route.When.Matches(alert);
        var place = Asked.Count;
        Asked.Add((route, truth, Truth.No));
        if (truth == Truth.No)
            return Truth.No;
        var inside = Ask(route.Routes);
        Asked[place] = (route, truth, inside);
        if (route.To.Count == 0)
            return truth.And(inside);
        if (inside != Truth.Yes)
            Told.AddRange(route.Targets.Select(target => target.Text).Except(Told).ToList());
        return truth;
    }
}
