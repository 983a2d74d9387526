using System.Globalization;
using Mail2Alert.Alerts;

namespace Mail2Alert.Routing.Groups;

/// <summary>What holds for all groups that come of one step of one route.</summary>
/// <param name="Route">The route.</param>
/// <param name="Step">Which step of it.</param>
/// <param name="Grouping">Who is together, and when they are told.</param>
/// <param name="To">Who is told.</param>
internal sealed record GroupTerms(Route Route, string Step, Grouping Grouping, IReadOnlyList<Receiver> To)
{
    private const string HeldStep = "held";
    private const string EscalateStep = "escalate/";

    private IReadOnlyList<string>? _targetIds;

    // Who opened a silence, or went to bed, minds no ten seconds when it is over.
    private static readonly Grouping WhileHeld = new(null, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(10), null);

    /// <summary>The route's own groups.</summary>
    public static GroupTerms Own(Route route, Grouping grouping) => new(route, "", grouping, route.To);

    /// <summary>Alerts that a route would tell by themselves, as soon as nothing keeps them quiet.</summary>
    public static GroupTerms Held(Route route) => new(route, HeldStep, WhileHeld, route.To);

    /// <summary>Those of the groups in which an alert waits: its route's own, or where it has none for it, one by itself; and each step of its escalation. News escalates to nobody.</summary>
    public static IEnumerable<GroupTerms> For(Route route, Alert alert) => (alert.Status == AlertStatus.Info ? [] : Escalations(route))
        .Prepend(route.Options.Grouping is { } grouping && !grouping.IsUrgent(alert) ? Own(route, grouping) : Held(route));

    /// <summary>The steps of a route's escalation.</summary>
    public static IEnumerable<GroupTerms> Escalations(Route route) => Enumerable.Range(0, route.Options.Escalation.Count).Select(step => Escalated(route, step));

    /// <summary>Alerts of a route that nobody acknowledges, each by itself, at one step of its escalation.</summary>
    public static GroupTerms Escalated(Route route, int index)
    {
        var step = route.Options.Escalation[index];
        return new GroupTerms(route, $"{EscalateStep}{index}", new Grouping(null, step.After, step.After, null), [step.To]);
    }

    /// <summary>Null when the route does not have that step (any more).</summary>
    public static GroupTerms? Of(Route route, string step) => step switch
    {
        "" => route.Options.Grouping is { } grouping ? Own(route, grouping) : null,
        // Where all is grouped, what is kept quiet waits in its group.
        HeldStep => route.Options.Grouping is { Urgent: null } ? null : Held(route),
        _ => step.StartsWith(EscalateStep, StringComparison.Ordinal)
            && int.TryParse(step.AsSpan(EscalateStep.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            && index < route.Options.Escalation.Count ? Escalated(route, index) : null,
    };

    /// <summary>True when the members are told as they came, not as a group.</summary>
    public bool IsSingle => Step.Length > 0;

    public bool IsHeld => Step == HeldStep;

    public bool IsEscalation => Step.StartsWith(EscalateStep, StringComparison.Ordinal);

    /// <summary>When a group is looked at for the first time, with its first member.</summary>
    public DateTimeOffset First(GroupMember member, DateTimeOffset now) => IsEscalation ? member.Since + Grouping.Wait : Grouping.First(now);

    /// <summary>When it is looked at again. An escalation takes its time from when the alert opened, also when it opens anew.</summary>
    public DateTimeOffset Next(IEnumerable<GroupMember> members, DateTimeOffset now) => IsEscalation
        ? members.Where(member => member.IsFiring).Select(member => First(member, now)).Where(first => first > now).Append(Grouping.Next(now)).Min()
        : Grouping.Next(now);

    /// <summary>What keeps a member quiet here and not elsewhere; null when nothing does.</summary>
    public Hold? Hold(GroupMember member, DateTimeOffset now) => !IsEscalation || !member.IsFiring ? null
        : member.Acknowledged is { } acknowledged ? new Hold($"acknowledged by {acknowledged.By}", Passes: false)
        : First(member, now) > now ? new Hold($"it has not fired for {WrittenSpan.Of(Grouping.Wait)} yet", Passes: true)
        : null;

    /// <summary>True while a member comes and goes too often to be told each time. It escalates when it has fired long enough, like any other.</summary>
    public bool Flaps(GroupMember member, DateTimeOffset now) => !IsEscalation && Route.Options.Flapping?.IsSeenIn(member.Changes, now) == true;

    public GroupId IdOf(Alert alert) => new(Route.Id, Step, Grouping.By is { } by ? GroupLabels.Of(alert, by) : GroupLabels.OfAll(alert));

    /// <summary>The ids of its targets.</summary>
    public IReadOnlyList<string> TargetIds => _targetIds ??= [.. Targets.Select(routed => routed.Target.Id)];

    /// <summary>Each target once, with the receiver that named it first.</summary>
    public IEnumerable<RoutedTarget> Targets =>
        To.SelectMany(receiver => receiver.Targets.Select(target => new RoutedTarget(target, Route, receiver))).DistinctBy(routed => routed.Target);
}
