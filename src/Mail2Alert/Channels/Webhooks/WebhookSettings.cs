using Mail2Alert.Channels.Templates;
using Mail2Alert.Sources.Declared.Lookups;

namespace Mail2Alert.Channels.Webhooks;

/// <summary>A service that the configuration says how to tell.</summary>
internal sealed record WebhookSettings
{
    public required string Name { get; init; }

    /// <summary>What is asked when nothing in <see cref="On"/> says otherwise.</summary>
    public required WebhookRequest Request { get; init; }

    /// <summary>Other requests for some news: <c>info</c>, <c>resolved</c>, and <c>again</c> for an alert that fires on.</summary>
    public IReadOnlyDictionary<string, WebhookRequest> On { get; init; } = new Dictionary<string, WebhookRequest>();

    public WebhookSigning? Sign { get; init; }

    public WebhookVerdict Verdict { get; init; } = new();

    public required MessageLimits Limits { get; init; }

    /// <summary>Null where nobody minds.</summary>
    public Pace? Pace { get; init; }

    public TargetOptions Options { get; init; } = TargetOptions.Default;
}

/// <summary>One request. Its address is written in the file; a mail fills places in path and query.</summary>
internal sealed record WebhookRequest
{
    public required AddressTemplate Address { get; init; }

    public required HttpMethod Method { get; init; }

    /// <summary>Their values may be secret.</summary>
    public required IReadOnlyList<(string Name, HookTemplate Value)> Headers { get; init; }

    public required WebhookContent Content { get; init; }
}
