namespace Mail2Alert.Channels.Exec;

/// <summary>Which programs may be run.</summary>
internal sealed record ExecSettings
{
    /// <summary>Absolute; programs in them and below.</summary>
    public required IReadOnlyList<string> Allow { get; init; }

    /// <summary>How long one may take. As long as cron's helpers and Nagios' plug-ins rarely need.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);
}
