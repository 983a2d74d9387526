namespace Mail2Alert.Routing;

/// <summary>How alerts are told together, as in Alertmanager.</summary>
/// <param name="By">Labels whose values the members of a group share; null for all labels: each alert by itself.</param>
/// <param name="Wait">From the first member to the first notification.</param>
/// <param name="Interval">From one look at the group to the next.</param>
/// <param name="Repeat">After which the same is told again; null for never.</param>
internal sealed record Grouping(IReadOnlyList<string>? By, TimeSpan Wait, TimeSpan Interval, TimeSpan? Repeat)
{
    // Alertmanager's (its configuration documentation, "route").
    public static readonly TimeSpan DefaultWait = TimeSpan.FromSeconds(30);
    public static readonly TimeSpan DefaultInterval = TimeSpan.FromMinutes(5);
    public static readonly TimeSpan DefaultRepeat = TimeSpan.FromHours(4);

    /// <summary>When the group is looked at for the first time.</summary>
    public DateTimeOffset First(DateTimeOffset now) => now + Wait;

    /// <summary>When the group is looked at again.</summary>
    public DateTimeOffset Next(DateTimeOffset now) => now + Interval;
}
