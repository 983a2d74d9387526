namespace Mail2Alert.Channels;

/// <summary>What a target is called.</summary>
/// <param name="Channel">Its <see cref="ChannelKind.Name"/>.</param>
/// <param name="Address">All that makes it this target and no other, secrets included. It is hashed, never written.</param>
/// <param name="Text">What people see: no secrets.</param>
internal sealed record TargetName(string Channel, string Address, string Text)
{
    /// <summary>Never the address, whoever prints this.</summary>
    public override string ToString() => Text;
}
