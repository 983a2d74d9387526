using Mail2Alert.Alerts;

namespace Mail2Alert.Routing;

/// <summary>
/// Routes beside each other, and an index of what each needs at the least: of a thousand routes, an alert is shown to those few that its
/// labels do not rule out.
/// </summary>
internal sealed class RouteLevel
{
    private readonly RouteBranch[] _branches;
    private readonly LabelIndex[] _indexes;
    private readonly int[] _others;

    public RouteLevel(IReadOnlyList<Route> routes, IReadOnlyList<NamedGroups> around)
    {
        _branches = [.. routes.Select((route, place) => new RouteBranch(route, place, around))];
        var keys = IndexKeys.Of(routes);
        var labels = keys.OfType<Requirement>().SelectMany(key => key.OneOf).Select(pair => pair.Label).Distinct();
        _indexes = [.. labels.Select(label => new LabelIndex(label, keys))];
        _others = [.. Enumerable.Range(0, keys.Count).Where(place => keys[place] is null)];
    }

    public IReadOnlyList<RouteBranch> Branches => _branches;

    /// <summary>The routes that may match, in order. All others answer no.</summary>
    public IEnumerable<RouteBranch> Candidates(Alert alert)
    {
        var lists = new int[_indexes.Length + 1][];
        for (var i = 0; i < _indexes.Length; i++)
            lists[i] = _indexes[i].Candidates(alert);
        lists[^1] = _others;
        return InOrder(lists);
    }

    // A route is in more than one of the lists when one of several labels is enough for it.
    private IEnumerable<RouteBranch> InOrder(int[][] lists)
    {
        var heads = new int[lists.Length];
        for (var place = Next(lists, heads, -1); place < _branches.Length; place = Next(lists, heads, place))
            yield return _branches[place];
    }

    private int Next(int[][] lists, int[] heads, int last)
    {
        var next = _branches.Length;
        for (var i = 0; i < lists.Length; i++)
        {
            if (heads[i] < lists[i].Length && lists[i][heads[i]] == last)
                heads[i]++;
            if (heads[i] < lists[i].Length)
                next = Math.Min(next, lists[i][heads[i]]);
        }
        return next;
    }
}
