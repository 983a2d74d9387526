using Mail2Alert.Routing;

namespace Mail2Alert.Channels;

/// <summary>A target as its channel reads it: one place, checked when the configuration was read.</summary>
/// <param name="name">What it is called.</param>
/// <param name="options">What the keys say that targets of all channels have.</param>
internal abstract class ChannelTarget(TargetName name, TargetOptions options) : Target(name.Channel, name.Address, name.Text)
{
    public TargetOptions Options => options;

    /// <summary>How fast this one may be told; null for what its channel says.</summary>
    public virtual Pace? Pace => null;
}
