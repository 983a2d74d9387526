using Mail2Alert.Alerts;

namespace Mail2Alert.Routing;

/// <summary>How alerts are told together, as in Alertmanager.</summary>
/// <param name="By">Labels whose values the members of a group share; null for all labels: each alert by itself.</param>
/// <param name="Wait">From the first member to the first notification.</param>
/// <param name="Interval">From one look at the group to the next.</param>
/// <param name="Repeat">After which the same is told again; null for never.</param>
internal sealed record Grouping(IReadOnlyList<string>? By, TimeSpan Wait, TimeSpan Interval, TimeSpan? Repeat)
{
    /// <summary>Alertmanager's (its configuration documentation, "route"); one group for the whole route.</summary>
    public static Grouping Default { get; } = new([], TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(5), TimeSpan.FromHours(4));

    /// <summary>When it is told in place of wait and interval: at these times of day; null for by wait and interval.</summary>
    public Digest? Digest { get; init; }

    /// <summary>What is told at once all the same; null for nothing.</summary>
    public Matcher? Urgent { get; init; }

    /// <summary>True when the alert does not wait for its group. Rather one mail too many: also when nobody knows.</summary>
    public bool IsUrgent(Alert alert) => Urgent?.Matches(alert) is Truth.Yes or Truth.Unknown;

    /// <summary>When a group is looked at for the first time that has a member since this moment.</summary>
    public DateTimeOffset First(DateTimeOffset since) => Digest?.Next(since) ?? since + Wait;

    /// <summary>When the group is looked at again.</summary>
    public DateTimeOffset Next(DateTimeOffset now) => Digest?.Next(now) ?? now + Interval;
}
