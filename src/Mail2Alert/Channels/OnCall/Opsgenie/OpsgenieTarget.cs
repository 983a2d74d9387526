namespace Mail2Alert.Channels.OnCall.Opsgenie;

internal sealed class OpsgenieTarget(TargetName name, TargetOptions options) : ChannelTarget(name, options)
{
    public required bool IsJira { get; init; }

    /// <summary>The address of all alerts, without a slash at its end.</summary>
    public required string Server { get; init; }

    /// <summary>Of an API integration.</summary>
    public required Secret Key { get; init; }

    /// <summary>In whose name.</summary>
    public string? User { get; init; }

    /// <summary>By <see cref="NotifyType"/>.</summary>
    public required IReadOnlyDictionary<string, string> Actions { get; init; }

    public required IReadOnlyList<OpsgenieResponder> Responders { get; init; }

    /// <summary>P1 to P5; null for what the severity asks for.</summary>
    public string? Priority { get; init; }

    /// <summary>One for all alerts; null for the alert's own.</summary>
    public string? Alias { get; init; }

    /// <summary>Null for the alert's host.</summary>
    public string? Entity { get; init; }

    public required IReadOnlyList<string> Tags { get; init; }

    public required IReadOnlyDictionary<string, string> Details { get; init; }
}
