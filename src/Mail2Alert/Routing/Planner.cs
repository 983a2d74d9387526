using System.Collections.Frozen;
using Mail2Alert.Alerts;
using Mail2Alert.Routing.Groups;

namespace Mail2Alert.Routing;

/// <summary>
/// Of those whom the routes name, who is told at once, who with a group, and who not again: decided by the alert, its past, the room that
/// groups have, and the time.
/// </summary>
internal sealed class Planner(Holds holds, GroupBook groups)
{
    /// <param name="matched">What the routes say.</param>
    /// <param name="before">What was remembered of the alert.</param>
    /// <param name="mailId">The mail that brought it.</param>
    /// <param name="now">What the time is.</param>
    public RoutingDecision Plan(RoutingDecision matched, AlertState? before, string mailId, DateTimeOffset now)
    {
        var draft = new Draft(matched.Alert, before, Ending(matched.Alert, before), Owed(matched.Alert, before));
        foreach (var route in matched.Targets.GroupBy(routed => routed.Route))
        {
            IReadOnlyList<RoutedTarget> routed = [.. route];
            if (route.Key.Options.Flapping is { } flapping && draft.IsFlapping(flapping, matched.State, now) && draft.ToldAtOnce(routed).Heard.Count == 0)
                AddFlapping(draft, route.Key, flapping, routed);
            else
                Add(draft, route.Key, routed, now);
            Escalate(draft, route.Key);
        }
        return matched with
        {
            Targets = draft.AtOnce,
            State = draft.State(matched.State, mailId),
            Joined = draft.Joined,
            Notes = [.. matched.Notes, .. draft.Notes],
        };
    }

    private IReadOnlyList<GroupId> Ending(Alert alert, AlertState? before) =>
        before is { Status: AlertStatus.Resolved, Groups.Count: > 0 }
            ? [.. before.Groups.Where(group => groups.Contains(group, AlertId.Of(alert)))]
            : [];

    private IReadOnlySet<string> Owed(Alert alert, AlertState? before) =>
        alert.Status == AlertStatus.Resolved && before is { Groups.Count: > 0 } ? groups.Owed(before.Groups, AlertId.Of(alert)) : FrozenSet<string>.Empty;

    private void Add(Draft draft, Route route, IReadOnlyList<RoutedTarget> routed, DateTimeOffset now)
    {
        // Most alerts are in no group: they need no name for one.
        var held = draft.StillFires || draft.WasGrouped ? GroupTerms.Held(route).IdOf(draft.Alert) : null;
        if (route.Options.Grouping is { } grouping && !grouping.IsUrgent(draft.Alert))
            AddGrouped(draft, route, grouping, routed);
        else if (held is not null && draft.IsEndingIn(held))
            draft.Join(held, $"{route.Name}: its recovery is told to those who were told that it fires");
        else if (held is not null && draft.IsBackIn(held))
            draft.Join(held, $"{route.Name}: nobody has heard yet that it was over");
        else if (held is not null && draft.StillFires && groups.IsWaiting(held, AlertId.Of(draft.Alert)))
            draft.Join(held, $"{route.Name}: told as soon as nothing keeps it quiet");
        else if (draft.ToldAtOnce(routed).Heard.Count == 0 && holds.Of(draft.Alert, route.Options, now) is { } hold)
            Hold(draft, route, routed, hold);
        else
            draft.Tell(routed);
    }

    private void AddFlapping(Draft draft, Route route, Flapping flapping, IReadOnlyList<RoutedTarget> routed)
    {
        var id = GroupOf(draft, route);
        if (groups.HasRoom(id, AlertId.Of(draft.Alert)))
            draft.Join(id, $"{route.Name}: it flaps, with {flapping}: told once, and then as it is when it keeps still");
        else
            draft.Tell(routed, $"{route.Name}: it flaps, and is told all the same, since there is no room in a group for it (`limits: groups, group-members`)");
    }

    // An urgent one waits by itself, and stays there when it is not urgent any more.
    private static GroupId GroupOf(Draft draft, Route route)
    {
        var held = GroupTerms.Held(route).IdOf(draft.Alert);
        return draft.IsEndingIn(held) || draft.IsBackIn(held) ? held : GroupTerms.For(route, draft.Alert).First().IdOf(draft.Alert);
    }

    private void AddGrouped(Draft draft, Route route, Grouping grouping, IReadOnlyList<RoutedTarget> routed)
    {
        var (heard, others) = draft.ToldAtOnce(routed);
        draft.Tell(heard);
        if (others.Count == 0)
            return;
        var id = GroupTerms.Own(route, grouping).IdOf(draft.Alert);
        if (groups.HasRoom(id, AlertId.Of(draft.Alert)))
            draft.Join(id, $"{route.Name}: told with its group {id.Labels}");
        else
            draft.Tell(others, $"{route.Name}: told by itself, since there is no room in its group {id.Labels} (`limits: groups, group-members`)");
    }

    // What fires, and news that only waits for the clock, is told later; other news is only kept, and who knows that it fires knows enough.
    private static void Hold(Draft draft, Route route, IReadOnlyList<RoutedTarget> routed, Hold hold)
    {
        if (draft.HaveHeard(routed))
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
        foreach (var (terms, step) in GroupTerms.Escalations(route).Zip(route.Options.Escalation))
            draft.Join(terms.IdOf(draft.Alert), $"{route.Name}: {step.To.Name} is told, too, if nobody acknowledges it within {WrittenSpan.Of(step.After)}");
    }
}
