namespace Mail2Alert.Channels.Apprise;

/// <summary>A configuration of a server of apprise-api.</summary>
internal sealed class AppriseTarget(TargetName name, TargetOptions options) : ChannelTarget(name, options)
{
    // The server answers when all that it tells have answered.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public required Uri Server { get; init; }

    /// <summary>Whom of the configuration; null for all.</summary>
    public string? Tags { get; init; }

    public bool IsJson { get; init; }

    public string? User { get; init; }

    public Secret? Password { get; init; }

    /// <summary>Further fields of the header. Their values may be secret.</summary>
    public required IReadOnlyList<(string Name, Secret Value)> Headers { get; init; }

    /// <summary>With more time, unless the target says how much.</summary>
    public static TargetOptions Patient(TargetOptions options) =>
        options.Timeout == TargetOptions.Default.Timeout ? options with { Timeout = Patience } : options;
}
