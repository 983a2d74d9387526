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
        var lists = new List<int[]>(_indexes.Length + 1) { _others };
        foreach (var index in _indexes)
        {
            if (index.Candidates(alert) is { Length: > 0 } places)
                lists.Add(places);
        }
        return InOrder(lists);
    }

    // A route is in more than one of the lists when one of several labels is enough for it.
    private IEnumerable<RouteBranch> InOrder(List<int[]> lists)
    {
        var heads = new int[lists.Count];
        for (var place = Next(lists, heads, -1); place < _branches.Length; place = Next(lists, heads, place))
            yield return _branches[place];
    }

    private int Next(List<int[]> lists, int[] heads, int last)
    {
        var next = _branches.Length;
        for (var i = 0; i < heads.Length; i++)
        {
            var (list, head) = (lists[i], heads[i]);
            if (head < list.Length && list[head] == last)
                heads[i] = ++head;
            if (head < list.Length && list[head] < next)
                next = list[head];
        }
        return next;
    }
}
