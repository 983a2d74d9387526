namespace Mail2Alert.Channels;

/// <summary>What the keys behind '?' say that targets of all channels have, by Apprise's names.</summary>
internal sealed record TargetOptions
{
    // As Standard Webhooks advises: 15 to 30 seconds.
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan LongestTimeout = TimeSpan.FromMinutes(5);

    // What Apprise's own queue, cache and texts have.
    private static readonly (string Key, string Why, string? Anyway)[] Ignored =
    [
        ("cto", "'rto' is the time for a whole request", null),
        ("retry", "'limits' say how long a delivery is tried", "no"),
        ("wait", "'limits' say when a delivery is tried again", "no"),
        ("optional", "no target that fails holds up another", "no"),
        ("store", "what a service said is kept until its alert is over", "yes"),
        ("tz", "times are told in UTC", "utc"),
        ("emojis", "texts are told as they were written", "no"),
        ("redirect", "redirects are not followed", "no"),
    ];

    /// <summary>Where nothing is said. It needs what stands above.</summary>
    public static TargetOptions Default { get; } = new();

    /// <summary>False for a server whose certificate nobody vouches for (<c>verify=no</c>).</summary>
    public bool Verify { get; init; } = true;

    /// <summary>How long one request may take (<c>rto</c>, seconds).</summary>
    public TimeSpan Timeout { get; init; } = DefaultTimeout;

    /// <summary>What becomes of a text that is too long (<c>overflow</c>).</summary>
    public Overflow Overflow { get; init; } = Overflow.Cut;

    /// <summary><c>text</c>, <c>markdown</c> or <c>html</c>; null for the channel's own (<c>format</c>).</summary>
    public string? Format { get; init; }

    /// <summary>Takes them out of a URL. What only Apprise has is taken, too, and warned of: it has no effect here.</summary>
    public static TargetOptions Take(TargetUrl url)
    {
        foreach (var (key, why, anyway) in Ignored)
            url.Ignore(key, why, anyway);
        return new TargetOptions
        {
            Verify = url.TakeFlag("verify", otherwise: true),
            Timeout = url.TakeSeconds("rto", DefaultTimeout, LongestTimeout),
            Overflow = url.Take("overflow") == "split" ? Overflow.Split : Overflow.Cut,
            Format = url.Take("format")?.ToLowerInvariant() switch { "text" => "text", "markdown" => "markdown", "html" => "html", _ => null },
        };
    }
}

/// <summary>What becomes of a text that is longer than the service takes.</summary>
internal enum Overflow
{
    /// <summary>Its end is left out, visibly.</summary>
    Cut,

    /// <summary>It is told in several messages.</summary>
    Split,
}
