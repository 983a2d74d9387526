using Mail2Alert.Alerts;
using Mail2Alert.Routing.Groups;

namespace Mail2Alert.Routing;

/// <summary>
/// Of those whom the routes name, who is told at once, who with a group, and who not again: a function of the alert, its past and the time.
/// </summary>
internal sealed class Planner(Holds holds)
{
    /// <param name="matched">What the routes say.</param>
    /// <param name="before">What was remembered of the alert.</param>
    /// <param name="mailId">The mail that brought it.</param>
    /// <param name="now">What the time is.</param>
    public RoutingDecision Plan(RoutingDecision matched, AlertState? before, string mailId, DateTimeOffset now)
    {
        var draft = new Draft(matched.Alert, before);
        foreach (var route in matched.Targets.GroupBy(routed => routed.Route))
            Add(draft, route.Key, [.. route], now);
        return matched with
        {
            Targets = draft.AtOnce,
            State = State(matched, before, draft, mailId),
            Joined = draft.Joined,
            Notes = [.. matched.Notes, .. draft.Notes],
        };
    }

    private void Add(Draft draft, Route route, IReadOnlyList<RoutedTarget> routed, DateTimeOffset now)
    {
        if (route.Options.Grouping is { } grouping)
            draft.Join(GroupTerms.Own(route, grouping).IdOf(draft.Alert), $"{route.Name}: told with its group");
        else if (draft.IsHeldBy(GroupTerms.Held(route).IdOf(draft.Alert)) is { } held)
            draft.Join(held, $"{route.Name}: its recovery is told to those who were told that it fires");
        else if (draft.Alert.Status != AlertStatus.Resolved && holds.Of(draft.Alert, route.Options, now) is { } hold)
            Hold(draft, route, hold);
        else
            draft.Tell(routed);
    }

    // What fires, and what only waits for the clock, is told later; other news is only kept.
    private static void Hold(Draft draft, Route route, Hold hold)
    {
        if (draft.Alert.Status == AlertStatus.Firing || hold.Passes)
            draft.Join(GroupTerms.Held(route).IdOf(draft.Alert), $"{route.Name}: nobody is told now: {hold.Why}");
        else
            draft.Note($"{route.Name}: nobody is told: {hold.Why}");
    }

    private static AlertState? State(RoutingDecision matched, AlertState? before, Draft draft, string mailId)
    {
        var told = Told.Add(before?.Told, matched.Alert.Occurrence, [.. draft.AtOnce.Select(routed => routed.Target.Id)]);
        if (matched.Alert.Status == AlertStatus.Info)
            return told == before?.Told ? matched.State : (matched.State ?? new AlertState(null, null, null)) with { Told = told };
        IReadOnlyList<GroupId> groups = [.. (before?.Status == AlertStatus.Firing ? before.Groups : []).Union(draft.Joined)];
        return matched.State! with
        {
            Told = told,
            Groups = groups,
            Alert = groups.Count > 0 ? matched.Alert.Remembered() : null,
            MailId = groups.Count > 0 ? mailId : null,
        };
    }

    private sealed class Draft(Alert alert, AlertState? before)
    {
        private readonly List<RoutedTarget> _atOnce = [];
        private readonly List<GroupId> _joined = [];
        private readonly List<string> _notes = [];

        public Alert Alert => alert;

        public IReadOnlyList<RoutedTarget> AtOnce => _atOnce;

        public IReadOnlyList<GroupId> Joined => _joined;

        public IReadOnlyList<string> Notes => _notes;

        public GroupId? IsHeldBy(GroupId id) =>
            alert.Status == AlertStatus.Resolved && before is { Status: AlertStatus.Firing } && before.Groups.Contains(id) ? id : null;

        public void Join(GroupId id, string note)
        {
            if (!_joined.Contains(id))
                _joined.Add(id);
            _notes.Add(note);
        }

        public void Note(string note) => _notes.Add(note);

        public void Tell(IReadOnlyList<RoutedTarget> routed)
        {
            foreach (var one in routed)
            {
                if (before?.Told?.Names(alert.Occurrence, one.Target.Id) == true)
                    _notes.Add($"{one.Target.Text} was told of this happening");
                else
                    _atOnce.Add(one);
            }
        }
    }
}
