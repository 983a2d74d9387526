using Mail2Alert.Alerts;

namespace Mail2Alert.Routing;

/// <summary>One alert on its way through the routes.</summary>
/// <param name="alert">The alert.</param>
/// <param name="asksAll">True to ask also those that the index rules out, for their reasons.</param>
internal sealed class RouteSearch(Alert alert, bool asksAll)
{
    private readonly MatchBudget _budget = new();
    private readonly List<RouteAnswer> _answers = [];
    private readonly List<RoutedTarget> _targets = [];
    private Labels _labels = alert.Labels;
    private int _reached;

    /// <summary>What each route answered, in order; of those that do not match, only where all were asked.</summary>
    public IReadOnlyList<RouteAnswer> Answers => _answers;

    /// <summary>How many routes were reached and left out of the answers.</summary>
    public int Others => _reached - _answers.Count;

    public IReadOnlyList<RoutedTarget> Targets => _targets;

    /// <summary>The alert as it is told: with what expressions found.</summary>
    public Alert Told => ReferenceEquals(_labels, alert.Labels) ? alert : alert with { Labels = _labels };

    /// <summary>
    /// Asks routes in order, up to the first that takes the alert for certain and does not continue. It cannot be denied that one that is
    /// undecided has taken it, nor affirmed: the search goes on.
    /// </summary>
    /// <returns>Whether one of them took it.</returns>
    public Truth Ask(RouteLevel level, int depth = 0)
    {
        if (level.Branches.Count == 0)
            return Truth.No;
        var taken = Truth.No;
        foreach (var branch in asksAll ? level.Branches : level.Candidates(alert))
        {
            var answer = Ask(branch, depth);
            taken = taken.Or(answer);
            if (answer == Truth.Yes && !branch.Route.Continue)
            {
                _reached += branch.Place + 1;
                return taken;
            }
        }
        _reached += level.Branches.Count;
        return taken;
    }

    private Truth Ask(RouteBranch branch, int depth)
    {
        var truth = branch.Route.When.Matches(alert, _budget);
        if (truth == Truth.No && !asksAll)
            return truth;
        var place = _answers.Count;
        var answer = new RouteAnswer(branch.Route, truth, Truth.No, depth);
        _answers.Add(answer);
        if (truth == Truth.No)
            return truth;
        answer = answer with { Inside = Ask(branch.Inside, depth + 1) };
        _answers[place] = answer;
        if (answer.Tells)
            Tell(branch);
        return branch.Route.Tells ? truth : truth.And(answer.Inside);
    }

    private void Tell(RouteBranch branch)
    {
        foreach (var receiver in branch.Route.To)
            Add(receiver, branch.Route);
        foreach (var groups in branch.Groups)
            _labels = groups.AddTo(_labels, alert, _budget);
    }

    // A target that several receivers name is told once, for the first of them; with a group, it is told what else is in the group, too.
    private void Add(Receiver receiver, Route route)
    {
        foreach (var target in receiver.Targets)
        {
            if (!_targets.Exists(known => known.Target.Equals(target) && IsSameNews(known.Route, route)))
                _targets.Add(new RoutedTarget(target, route, receiver));
        }
    }

    private static bool IsSameNews(Route known, Route route) =>
        ReferenceEquals(known, route) || (known.Options.Grouping is null && route.Options.Grouping is null);
}
