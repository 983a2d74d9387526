using System.Collections.Frozen;
using Mail2Alert.Channels;
using Mail2Alert.Deliveries;
using Mail2Alert.Routing;

namespace Mail2Alert.Pipeline;

/// <summary>The targets of the configuration by what the store calls them.</summary>
internal sealed class ConfiguredTargets
{
    private readonly FrozenDictionary<string, Target> _byId;
    private readonly FrozenDictionary<string, Pace> _paces;
    private readonly FrozenDictionary<string, Wording> _byRoute;
    private readonly FrozenDictionary<string, Wording> _byReceiver;

    public ConfiguredTargets(IEnumerable<Route> routes, IEnumerable<Receiver>? receivers = null)
    {
        _byId = routes
            .SelectMany(route => route.Tree)
            .SelectMany(route => route.Targets)
            .Concat((receivers ?? []).SelectMany(receiver => receiver.Targets))
            .DistinctBy(target => target.Id)
            .ToFrozenDictionary(target => target.Id);
        _paces = _byId.Values
            .Select(target => (Destination: Destination.Of(target), Pace: ChannelCatalog.PaceOf(target)))
            .Where(paced => paced.Pace is not null)
            .GroupBy(paced => paced.Destination, paced => paced.Pace!)
            .ToFrozenDictionary(paces => paces.Key, paces => paces.MaxBy(pace => pace.Every)!);
        _byRoute = routes
            .SelectMany(route => route.Tree)
            .Where(route => route.Options.Wording is not null)
            .DistinctBy(route => route.Name)
            .ToFrozenDictionary(route => route.Name, route => route.Options.Wording!);
        _byReceiver = routes
            .SelectMany(route => route.Tree)
            .SelectMany(route => route.To)
            .Concat(receivers ?? [])
            .Where(receiver => receiver.Wording is not null)
            .DistinctBy(receiver => receiver.Name)
            .ToFrozenDictionary(receiver => receiver.Name, receiver => receiver.Wording!);
    }

    /// <summary>How fast a destination may be told: of several targets behind one, as the slowest may.</summary>
    public Pace? PaceOf(string destination) => _paces.GetValueOrDefault(destination);

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
