using Mail2Alert.Alerts;
using Mail2Alert.Routing.Expectations;
using Mail2Alert.Routing.Groups;

namespace Mail2Alert.Routing;

/// <summary>Decides about alerts as they come, and knows all that are not over.</summary>
internal sealed class AlertEngine(
    Router router, Planner planner, AlertMemory memory, GroupBook groups, ExpectationBook expectations, ExpiryBook expiries, TimeProvider clock)
{
    /// <summary>Decides, and changes nothing: what is decided has to be on disk first.</summary>
    public RoutingDecision Decide(Alert alert, string mailId) => Decide(alert, memory.Recall(AlertId.Of(alert)), mailId, told: true);

    /// <summary>What was decided is on disk. Of the same alert, one at a time.</summary>
    public void Remember(RoutingDecision decided, string mailId)
    {
        if (decided.State is { } state)
            memory.Remember(AlertId.Of(decided.Alert), state);
        Join(decided, mailId);
    }

    /// <summary>Decides and remembers as one step, for those who are told before anything is on disk. Who was told is added by <see cref="Tell"/>.</summary>
    public RoutingDecision DecideAndRemember(Alert alert, string mailId) =>
        memory.Decide(AlertId.Of(alert), before => Decide(alert, before, mailId, told: false));

    /// <summary>These were told of the alert's last happening; with others it waits to be told.</summary>
    public void Tell(RoutingDecision decided, string mailId, IReadOnlyCollection<string> targets)
    {
        if (decided.Alert.Occurrence is { } occurrence && targets.Count > 0)
        {
            memory.Decide(AlertId.Of(decided.Alert), before => decided with
            {
                State = (before ?? new AlertState(null, null, null)) with { Told = Told.Add(before?.Told, occurrence, targets) },
            });
        }
        Join(decided, mailId);
    }

    /// <summary>An alert as it was before the program stopped.</summary>
    public void Restore(AlertId id, AlertState state)
    {
        memory.Remember(id, state);
        expiries.Put(id, state);
        if (MemberOf(id, state) is not { } member)
            return;
        foreach (var group in state.Groups)
            groups.PutRestored(group, member);
    }

    /// <summary>An alert whose groups are others now.</summary>
    public void Move(AlertId id, AlertState state) => memory.Remember(id, state);

    /// <summary>The groups that today's routes have for an alert, held by nobody yet.</summary>
    /// <param name="alert">The alert.</param>
    /// <param name="heard">The ids of targets that were told at once: no group needs to tell them.</param>
    public IReadOnlyList<GroupId> GroupsOf(Alert alert, IReadOnlyList<string> heard) =>
    [
        .. router.Route(alert, null).Targets
            .SelectMany(routed => GroupTerms.For(routed.Route, alert))
            .Where(terms => terms.IsEscalation || !terms.TargetIds.All(heard.Contains))
            .Select(terms => terms.IdOf(alert))
            .Distinct(),
    ];

    /// <summary>The alert as its groups know it; null when it is in none.</summary>
    public static GroupMember? MemberOf(AlertId id, AlertState state) =>
        state is { Alert: { } alert, MailId: { } mailId } ? Member(id, alert, state, mailId) : null;

    /// <summary>What is remembered of an alert; null when nothing is.</summary>
    public AlertState? Recall(AlertId id) => memory.Recall(id);

    /// <summary>Somebody took care of it, or does not any more; that is on disk. Of the same alert, one at a time.</summary>
    public void Acknowledge(AlertId id, AlertState state)
    {
        memory.Remember(id, state);
        if (MemberOf(id, state) is not { } member)
            return;
        foreach (var group in state.Groups)
            groups.Put(group, member);
    }

    private RoutingDecision Decide(Alert alert, AlertState? before, string mailId, bool told)
    {
        var decided = Expiring(planner.Plan(router.Route(alert, before), before, mailId, clock.GetUtcNow()), mailId) with { Met = expectations.Met(alert) };
        return told || decided.State is null ? decided : decided with { State = decided.State with { Told = before?.Told } };
    }

    private RoutingDecision Expiring(RoutingDecision decided, string mailId) => decided.State is not { } state ? decided
        : expiries.Of(decided.Alert) is { } expires
            ? decided with { State = state with { Expires = expires, Alert = decided.Alert.Remembered(), MailId = mailId } }
        : decided.Alert.Status == AlertStatus.Resolved && state.Expires is not null ? decided with { State = state with { Expires = null } }
        : decided;

    private void Join(RoutingDecision decided, string mailId)
    {
        if (decided.State is { } changed)
            expiries.Put(AlertId.Of(decided.Alert), changed);
        foreach (var met in decided.Met)
            expectations.Seen(met);
        var (alert, state) = (decided.Alert, decided.State);
        var isNews = alert.Status == AlertStatus.Info;
        if ((isNews ? decided.Joined : state!.Groups).Count == 0)
            return;
        var member = isNews
            ? new GroupMember(AlertId.Of(alert) with { Mail = mailId }, alert.Detached(), alert.At, mailId)
            : Member(AlertId.Of(alert), alert, state!, mailId);
        foreach (var group in isNews ? decided.Joined : state!.Groups)
            groups.Put(group, member);
    }

    private static GroupMember Member(AlertId id, Alert alert, AlertState state, string mailId) =>
        new(id, alert, state.Since, mailId) { Acknowledged = state.Acknowledged, Changes = state.Changes };
}
