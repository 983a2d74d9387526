using Mail2Alert.Alerts;

namespace Mail2Alert.Routing;

/// <summary>
/// The firing alerts that keep others quiet, found without looking at all alerts. As in Alertmanager (<c>inhibit/inhibit.go</c>), one that
/// matches both sides of a rule does not quiet another that does: nor itself, therefore.
/// </summary>
internal sealed class Inhibitors(IReadOnlyList<InhibitRule> rules)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<AlertId, IReadOnlyList<Place>> _places = [];
    private readonly Dictionary<Place, HashSet<AlertId>> _firing = [];

    /// <summary>Alerts that keep others quiet, or would.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
                return _places.Count;
        }
    }

    /// <summary>An alert is in this state from now on.</summary>
    public void Put(AlertId id, AlertState state)
    {
        if (rules.Count == 0)
            return;
        IReadOnlyList<Place> places = state is { Status: AlertStatus.Firing, Alert: { } alert } ? [.. Places(alert)] : [];
        lock (_lock)
        {
            Leave(id);
            if (places.Count == 0)
                return;
            _places[id] = places;
            foreach (var place in places)
            {
                if (!_firing.TryGetValue(place, out var firing))
                    _firing.Add(place, firing = []);
                firing.Add(id);
            }
        }
    }

    /// <summary>An alert is not remembered any more.</summary>
    public void Remove(AlertId id)
    {
        lock (_lock)
            Leave(id);
    }

    /// <summary>One that keeps this alert quiet; null when none does.</summary>
    public AlertId? Of(Alert alert)
    {
        for (var rule = 0; rule < rules.Count; rule++)
        {
            if (rules[rule].Quiet.Matches(alert) != Truth.Yes || rules[rule].Agreement(alert) is not { } agreement)
                continue;
            var first = First(new Place(rule, agreement, IsQuiet: false));
            if (first is null && rules[rule].While.Matches(alert) != Truth.Yes)
                first = First(new Place(rule, agreement, IsQuiet: true));
            if (first is not null)
                return first;
        }
        return null;
    }

    private IEnumerable<Place> Places(Alert alert) =>
        from rule in Enumerable.Range(0, rules.Count)
        where rules[rule].While.Matches(alert) == Truth.Yes
        let agreement = rules[rule].Agreement(alert)
        where agreement is not null
        select new Place(rule, agreement, rules[rule].Quiet.Matches(alert) == Truth.Yes);

    private AlertId? First(Place place)
    {
        lock (_lock)
            return _firing.TryGetValue(place, out var firing) ? firing.First() : null;
    }

    private void Leave(AlertId id)
    {
        if (!_places.Remove(id, out var places))
            return;
        foreach (var place in places)
        {
            var firing = _firing[place];
            firing.Remove(id);
            if (firing.Count == 0)
                _firing.Remove(place);
        }
    }

    /// <param name="Rule">Which rule, by its place.</param>
    /// <param name="Agreement">What the labels must be.</param>
    /// <param name="IsQuiet">True when it is of those that the rule keeps quiet, too.</param>
    private readonly record struct Place(int Rule, string Agreement, bool IsQuiet);
}
