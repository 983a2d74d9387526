namespace Mail2Alert.Channels;

/// <summary>What the keys behind '?' say that targets of all channels have, by Apprise's names.</summary>
internal sealed record TargetOptions
{
    // As Standard Webhooks advises: 15 to 30 seconds.
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan LongestTimeout = TimeSpan.FromMinutes(5);

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

    /// <summary>Takes them out of a URL. What only Apprise's own queue and cache need is taken, too, and has no effect here: our store retries.</summary>
    public static TargetOptions Take(TargetUrl url)
    {
        foreach (var unneeded in (string[])["cto", "retry", "wait", "optional", "store", "tz", "emojis", "redirect"])
            url.Take(unneeded);
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
