namespace Mail2Alert.Routing.Groups;

/// <summary>What a look at a group came to: whether it is told now, and of what.</summary>
internal sealed record Flush
{
    /// <summary>What it tells, firing first; none to tell nothing.</summary>
    public IReadOnlyList<GroupMember> Told { get; init; } = [];

    /// <summary>What is remembered from now on.</summary>
    public required GroupState State { get; init; }

    /// <summary>True when that is remembered although nothing is told: somebody keeps still again.</summary>
    public bool HasSettled { get; init; }

    /// <summary>Members that have no place in it any more.</summary>
    public IReadOnlyList<GroupMember> Gone { get; init; } = [];

    /// <summary>Who is kept quiet, and why.</summary>
    public IReadOnlyList<(GroupMember Member, Hold Hold)> Held { get; init; } = [];

    public static Flush Of(GroupTerms terms, GroupState before, IReadOnlyCollection<GroupMember> members, Holds holds, DateTimeOffset now) =>
        new GroupLook(terms, before, members, holds, now).Flush();
}
