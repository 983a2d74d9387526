namespace Mail2Alert.Channels.Mqtt;

/// <summary>A topic of a broker.</summary>
internal sealed class MqttTarget(TargetName name, TargetOptions options) : ChannelTarget(name, options)
{
    public required MqttBroker Broker { get; init; }

    /// <summary>With places for the alert in it: <c>{source}</c> and <c>{key}</c>.</summary>
    public required string Topic { get; init; }

    /// <summary>0, 1 or 2.</summary>
    public int Quality { get; init; } = 1;

    /// <summary>True when the broker keeps the last message for those who come later; a resolved alert leaves nothing there.</summary>
    public bool IsRetained { get; init; }

    /// <summary>True for the alert as JSON.</summary>
    public bool IsJson { get; init; }
}

/// <summary>A broker, and who we are to it: one connection serves all that have the same.</summary>
internal sealed record MqttBroker(string Host, int Port, bool IsSecure)
{
    public bool Verify { get; init; } = true;

    public string? User { get; init; }

    public Secret? Password { get; init; }

    /// <summary>3.1, 3.1.1 or 5.0.</summary>
    public string Version { get; init; } = "3.1.1";

    /// <summary>Null for one that nobody else has.</summary>
    public string? ClientId { get; init; }

    /// <summary>True when the broker begins anew with each connection.</summary>
    public bool IsClean { get; init; } = true;
}
