using System.Collections.Frozen;
using Mail2Alert.Channels;
using Mail2Alert.Deliveries;

namespace Mail2Alert.Pipeline;

/// <summary>How fast each destination may be told: of several targets behind one, as the slowest may.</summary>
internal sealed class ConfiguredPaces(ConfiguredTargets targets)
{
    private readonly FrozenDictionary<string, Pace> _byDestination = targets.All
        .Select(target => (Destination: Destination.Of(target), Pace: ChannelCatalog.PaceOf(target)))
        .Where(paced => paced.Pace is not null)
        .GroupBy(paced => paced.Destination, paced => paced.Pace!)
        .ToFrozenDictionary(paces => paces.Key, paces => paces.MaxBy(pace => pace.Every)!);

    /// <summary>Null where nobody minds.</summary>
    public Pace? Of(string destination) => _byDestination.GetValueOrDefault(destination);
}
