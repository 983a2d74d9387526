using System.Collections.Frozen;
using Mail2Alert.Deliveries;
using Mail2Alert.Routing;

namespace Mail2Alert.Pipeline;

/// <summary>The targets of the configuration by what the store calls them, and how they are told.</summary>
internal sealed class ConfiguredTargets(IReadOnlyList<Route> routes, IReadOnlyList<Receiver>? receivers = null)
{
    private readonly FrozenDictionary<string, Target> _byId = routes
        .SelectMany(route => route.Tree)
        .SelectMany(route => route.Targets)
        .Concat((receivers ?? []).SelectMany(receiver => receiver.Targets))
        .DistinctBy(target => target.Id)
        .ToFrozenDictionary(target => target.Id);

    private readonly FrozenDictionary<string, Wording> _byRoute = routes
        .SelectMany(route => route.Tree)
        .Where(route => route.Options.Wording is not null)
        .DistinctBy(route => route.Name)
        .ToFrozenDictionary(route => route.Name, route => route.Options.Wording!);

    private readonly FrozenDictionary<string, Wording> _byReceiver = routes
        .SelectMany(route => route.Tree)
        .SelectMany(route => route.To)
        .Concat(receivers ?? [])
        .Where(receiver => receiver.Wording is not null)
        .DistinctBy(receiver => receiver.Name)
        .ToFrozenDictionary(receiver => receiver.Name, receiver => receiver.Wording!);

    public IEnumerable<Target> All => _byId.Values;

    /// <summary>Null when no route names it any more, and no receiver.</summary>
    public Target? Find(TargetId id) => _byId.GetValueOrDefault(id.Id);

    /// <summary>How route and receiver of a delivery want it said; null for as usual.</summary>
    public Wording? WordingOf(string route, string? receiver)
    {
        var own = receiver is null ? null : _byReceiver.GetValueOrDefault(receiver);
        return _byRoute.GetValueOrDefault(route)?.Over(own) ?? own;
    }

    public IReadOnlyList<Target> Known(IEnumerable<TargetId> ids) => [.. ids.Select(Find).OfType<Target>()];
}
