using Mail2Alert.Alerts;

namespace Mail2Alert.Routing.Groups;

/// <summary>What is remembered of a group: what its last notification said, and when it is looked at again.</summary>
/// <param name="Id">Names it.</param>
/// <param name="Due">When it is looked at.</param>
internal sealed record GroupState(GroupId Id, DateTimeOffset Due)
{
    /// <summary>When it was last told; null for never.</summary>
    public DateTimeOffset? ToldAt { get; init; }

    /// <summary>The ids of the targets that were told.</summary>
    public IReadOnlyList<string> To { get; init; } = [];

    /// <summary>The alerts that the last notification said fire, by what <see cref="AlertId.ToString"/> calls them.</summary>
    public IReadOnlyList<string> Firing { get; init; } = [];

    /// <summary>Those that others said fire, so that only some of whom this group tells have heard of it, and are to hear of the end.</summary>
    /// <remarks>What an earlier version wrote says nothing of it, and the reader then sets null.</remarks>
    public IReadOnlyList<string> FiringForSome { get; init => field = value ?? []; } = [];

    /// <summary>Those that it said are resolved.</summary>
    public IReadOnlyList<string> Resolved { get; init; } = [];

    /// <summary>Those of which it was said that they flap, while they do.</summary>
    /// <remarks>As <see cref="FiringForSome"/>.</remarks>
    public IReadOnlyList<string> Flapping { get; init => field = value ?? []; } = [];

    /// <summary>True when each of these was told, so that what it said counts for them.</summary>
    public bool IsToldTo(IReadOnlyList<string> targets) => targets.All(To.Contains);

    /// <summary>True when somebody whom it tells heard of an alert that it fires.</summary>
    public bool IsKnown(string member) => Firing.Contains(member) || FiringForSome.Contains(member);

    /// <summary>As it begins anew since it tells others by now: what fires is told again, and the end of it to whoever heard before.</summary>
    public GroupState ToldTo(IReadOnlyList<string> targets)
    {
        IReadOnlyList<string> both = [.. To.Intersect(targets)];
        return new GroupState(Id, Due)
        {
            ToldAt = both.Count > 0 ? ToldAt : null,
            To = both,
            FiringForSome = both.Count > 0 ? [.. Firing.Union(FiringForSome)] : [],
        };
    }
}
