using System.Collections.Frozen;
using Mail2Alert.Deliveries;
using Mail2Alert.Routing;

namespace Mail2Alert.Pipeline;

/// <summary>What the configuration says of receivers now, whatever it said when a delivery was decided.</summary>
/// <param name="receivers">All of them.</param>
/// <param name="giveUp">How long deliveries of all others are tried.</param>
internal sealed class ConfiguredReceivers(IEnumerable<Receiver> receivers, TimeSpan giveUp)
{
    private readonly FrozenDictionary<string, Receiver> _byName =
        receivers.DistinctBy(receiver => receiver.Name).ToFrozenDictionary(receiver => receiver.Name);

    /// <summary>No delivery is given up sooner.</summary>
    public TimeSpan ShortestGiveUp => _byName.Values.Select(receiver => receiver.GiveUp ?? giveUp).Append(giveUp).Min();

    public TimeSpan GiveUpOf(LeasedDelivery delivery) => Find(delivery.Receiver)?.GiveUp ?? giveUp;

    /// <summary>Null when there is none (any more).</summary>
    public Receiver? FallbackOf(string? receiver) => Find(Find(receiver)?.Fallback?.To);

    /// <summary>Null when its receiver has no limit, or does not name its target (any more).</summary>
    public LimitedTarget? LimitOf(string? receiver, TargetId? target) =>
        Find(receiver) is { Limit: not null } limited && limited.Targets.FirstOrDefault(one => one.Id == target?.Id) is { } known
            ? new LimitedTarget(limited, known)
            : null;

    private Receiver? Find(string? name) => name is null ? null : _byName.GetValueOrDefault(name);
}
