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

    private IReadOnlyList<string>? _targetIds;

    // Who opened a silence, or went to bed, minds no ten seconds when it is over.
    private static readonly Grouping WhileHeld = new(null, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(10), null);

    /// <summary>The route's own groups.</summary>
    public static GroupTerms Own(Route route, Grouping grouping) => new(route, "", grouping, route.To);

    /// <summary>Alerts that a route would tell by themselves, as soon as nothing keeps them quiet.</summary>
    public static GroupTerms Held(Route route) => new(route, HeldStep, WhileHeld, route.To);

    /// <summary>Those of the group in which an alert waits: its route's own, or where it has none for it, one by itself.</summary>
    public static GroupTerms For(Route route, Alert alert) =>
        route.Options.Grouping is { } grouping && !grouping.IsUrgent(alert) ? Own(route, grouping) : Held(route);

    /// <summary>Null when the route does not have that step (any more).</summary>
    public static GroupTerms? Of(Route route, string step) => step switch
    {
        "" => route.Options.Grouping is { } grouping ? Own(route, grouping) : null,
        HeldStep => Held(route),
        _ => null,
    };

    /// <summary>True when the members are told as they came, not as a group.</summary>
    public bool IsSingle => Step.Length > 0;

    public GroupId IdOf(Alert alert) => new(Route.Id, Step, Grouping.By is { } by ? GroupLabels.Of(alert, by) : GroupLabels.OfAll(alert));

    /// <summary>The ids of its targets.</summary>
    public IReadOnlyList<string> TargetIds => _targetIds ??= [.. Targets.Select(routed => routed.Target.Id)];

    /// <summary>Each target once, with the receiver that named it first.</summary>
    public IEnumerable<RoutedTarget> Targets =>
        To.SelectMany(receiver => receiver.Targets.Select(target => new RoutedTarget(target, Route, receiver))).DistinctBy(routed => routed.Target);
}
