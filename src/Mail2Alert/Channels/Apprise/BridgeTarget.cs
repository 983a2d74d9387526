namespace Mail2Alert.Channels.Apprise;

/// <summary>A URL that only Apprise knows.</summary>
internal sealed class BridgeTarget(TargetName name, TargetOptions options, AppriseSettings settings) : ChannelTarget(name, options)
{
    /// <summary>As Apprise gets it.</summary>
    public required Secret Url { get; init; }

    public AppriseSettings Settings => settings;
}
