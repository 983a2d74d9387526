using System.Collections.Immutable;
using Mail2Alert.Sources.Lookups;

namespace Mail2Alert.Sources.GoCd;

/// <summary>One GoCD server, as configured.</summary>
internal sealed record GoCdSettings
{
    public required string Name { get; init; }

    public required Claim Claim { get; init; }

    /// <summary>Base of the API and of the pages, such as <c>https://gocd.example.com/go</c>; null when there is no API to ask.</summary>
    public Uri? Url { get; init; }

    /// <summary>Base of the links shown to people, where that differs from <see cref="Url"/>.</summary>
    public Uri? PublicUrl { get; init; }

    /// <summary>A bearer token is for GoCD 19.2 and later.</summary>
    public ApiLogin? Login { get; init; }

    /// <summary>How long pipeline groups count as fresh. Default 30 s, as the ancestor's.</summary>
    public TimeSpan CacheFor { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a mail waits for the API. Default 10 s, as the ancestor's.</summary>
    public TimeSpan LookupTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Octets of one answer. A dashboard of 5,000 pipelines has about 8 MB. Default 16 MiB.</summary>
    public long MaxLookupSize { get; init; } = 16 * 1024 * 1024;

    /// <summary>Labels of a run that mails do not have, and that its API is asked for.</summary>
    public IReadOnlySet<string> Context { get; init; } = ImmutableHashSet<string>.Empty;

    /// <summary>Null for mail alone.</summary>
    public ReconcileSettings? Reconcile { get; init; }

    public LookupFailure OnFailure { get; init; } = LookupFailure.Continue;

    /// <summary>True to lose the memory of a stage when it is cancelled, as mail2alert-py does. A cancelled run says nothing of the code.</summary>
    public bool ForgetOnCancel { get; init; }
}
