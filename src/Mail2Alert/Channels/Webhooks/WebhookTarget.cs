namespace Mail2Alert.Channels.Webhooks;

/// <summary>A webhook of the configuration: <c>webhook:NAME</c>.</summary>
internal sealed class WebhookTarget(TargetName name, WebhookSettings settings) : ChannelTarget(name, settings.Options)
{
    public WebhookSettings Settings => settings;

    public override Pace? Pace => settings.Pace;
}
