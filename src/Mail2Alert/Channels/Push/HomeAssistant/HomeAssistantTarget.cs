namespace Mail2Alert.Channels.Push.HomeAssistant;

internal sealed class HomeAssistantTarget(TargetName name, TargetOptions options) : ChannelTarget(name, options)
{
    /// <summary>Ends with a slash.</summary>
    public required Uri Server { get; init; }

    public required HomeAssistantWay Way { get; init; }

    /// <summary>A long-lived access token; null for webhooks, whose id is one.</summary>
    public Secret? Token { get; init; }

    /// <summary>For a server in front of webhooks.</summary>
    public string? User { get; init; }

    public Secret? Password { get; init; }
}

/// <summary>How Home Assistant is told.</summary>
internal abstract record HomeAssistantWay
{
    private HomeAssistantWay()
    {
    }

    /// <summary>A notification on its pages, until it is dismissed.</summary>
    /// <param name="Id">One for all alerts; null for the alert's own.</param>
    public sealed record Lasting(string? Id) : HomeAssistantWay;

    /// <summary>A service that notifies.</summary>
    public sealed record Service(string Domain, string Name, IReadOnlyList<string> To) : HomeAssistantWay;

    /// <summary>What triggers automations.</summary>
    public sealed record Webhook(Secret Path) : HomeAssistantWay;
}
