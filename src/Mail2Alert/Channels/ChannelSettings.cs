using Mail2Alert.Channels.Apprise;
using Mail2Alert.Channels.Exec;
using Mail2Alert.Channels.Webhooks;

namespace Mail2Alert.Channels;

/// <summary>What stands in the configuration and targets may name.</summary>
internal sealed record ChannelSettings
{
    public static ChannelSettings None { get; } = new();

    /// <summary>By name.</summary>
    public IReadOnlyDictionary<string, WebhookSettings> Webhooks { get; init; } = new Dictionary<string, WebhookSettings>();

    /// <summary>Null when no URL goes to Apprise.</summary>
    public AppriseSettings? Apprise { get; init; }

    /// <summary>Null when no program may be run.</summary>
    public ExecSettings? Exec { get; init; }
}
