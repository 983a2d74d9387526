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
    /// <param name="waits">Whether a group that the alert is in has not told it yet; null where no group ever tells.</param>
    public RoutingDecision Plan(
        RoutingDecision matched, AlertState? before, string mailId, DateTimeOffset now, Func<GroupId, bool>? waits = null)
    {
        var draft = new Draft(matched.Alert, before, waits ?? (_ => false));
        foreach (var route in matched.Targets.GroupBy(routed => routed.Route))
        {
            Add(draft, route.Key, [.. route], now);
            Escalate(draft, route.Key);
        }
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
        else if (draft.IsStillHeldBy(GroupTerms.Held(route).IdOf(draft.Alert)) is { } waiting)
            draft.Join(waiting, $"{route.Name}: told as soon as nothing keeps it quiet");
        else if (!draft.IsHeardBy(route) && holds.Of(draft.Alert, route.Options, now) is { } hold)
            Hold(draft, route, hold);
        else
            draft.Tell(route, routed);
    }

    // What fires, and news that only waits for the clock, is told later; other news is only kept, and who knows that it fires knows enough.
    private static void Hold(Draft draft, Route route, Hold hold)
    {
        if (draft.HasHeard(route))
            draft.Note($"{route.Name}: nobody is told again: {hold.Why}");
        else if (draft.Alert.Status == AlertStatus.Firing || (draft.Alert.Status == AlertStatus.Info && hold.Passes))
            draft.Join(GroupTerms.Held(route).IdOf(draft.Alert), $"{route.Name}: nobody is told now: {hold.Why}");
        else
            draft.Note($"{route.Name}: nobody is told: {hold.Why}");
    }

    private static void Escalate(Draft draft, Route route)
    {
        if (draft.Alert.Status != AlertStatus.Firing)
            return;
        foreach (var (terms, step) in route.Options.Escalation.Select((step, index) => (GroupTerms.Escalated(route, index), step)))
            draft.Join(terms.IdOf(draft.Alert), $"{route.Name}: {step.To.Name} is told, too, if nobody acknowledges it within {WrittenSpan.Of(step.After)}");
    }

    private static AlertState? State(RoutingDecision matched, AlertState? before, Draft draft, string mailId)
    {
        var told = Told.Add(before?.Told, matched.Alert.Occurrence, [.. draft.AtOnce.Select(routed => routed.Target.Id)]);
        if (matched.Alert.Status == AlertStatus.Info)
            return told == before?.Told ? matched.State : (matched.State ?? new AlertState(null, null, null)) with { Told = told };
        var fired = before?.Status == AlertStatus.Firing ? before : null;
        var fires = matched.Alert.Status == AlertStatus.Firing;
        IReadOnlyList<GroupId> groups = [.. (fired?.Groups ?? []).Union(draft.Joined)];
        return matched.State! with
        {
            Told = told,
            Groups = groups,
            Alert = groups.Count > 0 ? matched.Alert.Remembered() : fires ? matched.Alert.Remembered() with { Text = "" } : null,
            MailId = groups.Count > 0 || fires ? mailId : null,
            Heard = fires ? [.. (fired?.Heard ?? []).Union(draft.Heard)] : [],
        };
    }

    private sealed class Draft(Alert alert, AlertState? before, Func<GroupId, bool> waits)
    {
        private readonly AlertState? _fired = before?.Status == AlertStatus.Firing ? before : null;
        private readonly List<RoutedTarget> _atOnce = [];
        private readonly List<GroupId> _joined = [];
        private readonly List<string> _notes = [];
        private readonly List<string> _heard = [];

        public Alert Alert => alert;

        public IReadOnlyList<RoutedTarget> AtOnce => _atOnce;

        public IReadOnlyList<GroupId> Joined => _joined;

        public IReadOnlyList<string> Notes => _notes;

        public IReadOnlyList<string> Heard => _heard;

        public GroupId? IsHeldBy(GroupId id) => alert.Status == AlertStatus.Resolved && _fired?.Groups.Contains(id) == true ? id : null;

        public GroupId? IsStillHeldBy(GroupId id) =>
            alert.Status == AlertStatus.Firing && _fired?.Groups.Contains(id) == true && waits(id) ? id : null;

        /// <summary>True when the route told at once that it fires.</summary>
        public bool HasHeard(Route route) => _fired?.Heard.Contains(route.Id) == true;

        public bool IsHeardBy(Route route) => alert.Status == AlertStatus.Resolved && HasHeard(route);

        public void Join(GroupId id, string note)
        {
            if (!_joined.Contains(id))
                _joined.Add(id);
            _notes.Add(note);
        }

        public void Note(string note) => _notes.Add(note);

        public void Tell(Route route, IReadOnlyList<RoutedTarget> routed)
        {
            _heard.Add(route.Id);
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
