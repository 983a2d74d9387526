using System.Collections.Frozen;
using Mail2Alert.Deliveries;
using Mail2Alert.Routing;

namespace Mail2Alert.Pipeline;

/// <summary>The targets of the configuration by what the store calls them.</summary>
internal sealed class ConfiguredTargets(IEnumerable<Route> routes, IEnumerable<Receiver>? receivers = null)
{
    private readonly FrozenDictionary<string, Target> _byId = routes
        .SelectMany(route => route.Tree)
        .SelectMany(route => route.Targets)
        .Concat((receivers ?? []).SelectMany(receiver => receiver.Targets))
        .DistinctBy(target => TargetId.Of(target).Id)
        .ToFrozenDictionary(target => TargetId.Of(target).Id);

    /// <summary>Null when no route names it any more, and no receiver.</summary>
    public Target? Find(TargetId id) => _byId.GetValueOrDefault(id.Id);

    public IReadOnlyList<Target> Known(IEnumerable<TargetId> ids) => [.. ids.Select(Find).OfType<Target>()];
}
