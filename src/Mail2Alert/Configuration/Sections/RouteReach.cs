using Mail2Alert.Configuration.Yaml;
using Mail2Alert.Routing;

namespace Mail2Alert.Configuration.Sections;

/// <summary>Warns of routes that no alert can reach: nobody would notice that they are silent.</summary>
internal sealed class RouteReach(Problems problems)
{
    private readonly ConditionLogic _logic = new();

    public void Check(IReadOnlyList<WrittenRoute> routes) => Check(routes, around: null, []);

    /// <param name="routes">Those beside each other.</param>
    /// <param name="around">What must hold for them to be asked; null where nothing must.</param>
    /// <param name="before">Those that are asked before all of them, and keep what they take.</param>
    private void Check(IReadOnlyList<WrittenRoute> routes, Matcher? around, IReadOnlyList<Taker> before)
    {
        List<Taker> earlier = [.. before];
        foreach (var written in routes)
        {
            var route = written.Route;
            var reach = around is null ? route.When : new Matcher.All([around, route.When]);
            if (Trouble(route.When, reach, earlier) is { } trouble)
                problems.Warning(written.At, trouble);
            else if (written.Inside.Count > 0)
                Check(written.Inside, reach, earlier);
            if (route is { When: Matcher.Always, Tells: true, Continue: false })
            {
                WarnOfRest(routes, written);
                return;
            }
            if (!route.Continue)
                earlier.Add(new Taker(written.At, Taken(route)));
        }
    }

    private string? Trouble(Matcher when, Matcher reach, List<Taker> earlier)
    {
        if (_logic.NeverMatches(when))
            return "no alert can match this route: its conditions contradict each other";
        if (_logic.NeverMatches(reach))
            return "no alert can match this route: its conditions contradict those of the routes around it";
        var requirements = reach.Requirements.ToArray();
        return earlier.Find(taker => taker.MayCover(requirements) && _logic.Covers(taker.Takes, reach)) is { } hiding
            ? $"no alert gets this far: the route in line {hiding.At.Line} takes all that would match"
            : null;
    }

    // After a route for everything, one warning will do.
    private void WarnOfRest(IReadOnlyList<WrittenRoute> routes, WrittenRoute last)
    {
        if (routes.SkipWhile(route => route != last).Skip(1).FirstOrDefault() is { } next)
            problems.Warning(next.At, $"no alert gets this far: the route in line {last.At.Line} takes them all");
    }

    // A bracket takes what a route inside it takes, going on or not.
    private static Matcher Taken(Route route) =>
        route.Tells ? route.When : new Matcher.All([route.When, new Matcher.Any([.. route.Routes.Select(Taken)])]);

    private sealed record Taker(Position At, Matcher Takes)
    {
        private readonly Requirement[] _requirements = [.. Takes.Requirements];

        /// <summary>Rules out most of a million pairs at little cost: what the wide condition requires, the narrow one requires, too.</summary>
        public bool MayCover(Requirement[] narrow)
        {
            foreach (var requirement in _requirements)
            {
                if (!requirement.FollowsFrom(narrow))
                    return false;
            }
            return true;
        }
    }
}
