namespace Mail2Alert.Routing.Groups;

/// <summary>
/// One look at a group: whether it is told now, and of what. A function of its members, what it said last, what keeps alerts quiet, and the
/// time. When it is told follows Alertmanager's DedupStage (<c>notify/notify.go</c>).
/// </summary>
internal sealed record Flush
{
    /// <summary>What it tells, firing first; none to tell nothing.</summary>
    public IReadOnlyList<GroupMember> Told { get; private init; } = [];

    /// <summary>What is remembered from now on.</summary>
    public required GroupState State { get; init; }

    /// <summary>Members that have no place in it any more.</summary>
    public IReadOnlyList<GroupMember> Gone { get; private init; } = [];

    /// <summary>Who is kept quiet, and why.</summary>
    public IReadOnlyList<(GroupMember Member, Hold Hold)> Held { get; private init; } = [];

    public static Flush Of(GroupTerms terms, GroupState before, IReadOnlyCollection<GroupMember> members, Holds holds, DateTimeOffset now)
    {
        var known = before.Firing.ToHashSet(StringComparer.Ordinal);
        var (heard, held) = Split(members, member => HoldOf(member));
        var isTold = NeedsTelling(terms.Grouping, before, known, heard, now);
        var next = before with { Due = terms.Next(members, now) };
        return new Flush
        {
            Told = isTold ? [.. heard.OrderBy(member => member.IsResolved).ThenBy(member => member.Since)] : [],
            State = isTold ? next with { ToldAt = now, To = terms.TargetIds, Firing = Firing(), Resolved = Names(heard.Where(member => member.IsResolved)) } : next,
            Gone = [.. heard.Where(member => !member.IsFiring), .. held.Where(one => IsOver(one.Member, one.Hold)).Select(one => one.Member)],
            Held = held,
        };

        // Who heard that it fires hears of its end, whatever is silenced meanwhile.
        Hold? HoldOf(GroupMember member) =>
            member.IsResolved && known.Contains(member.Name) ? null
            : holds.Of(member.Alert, terms.Route.Options, now) ?? terms.Hold(member, now);

        // What they know of an alert that is kept quiet now, they still know.
        IReadOnlyList<string> Firing() =>
            Names([.. heard.Where(member => member.IsFiring), .. held.Select(one => one.Member).Where(member => member.IsFiring && known.Contains(member.Name))]);
    }

    private static (List<GroupMember> Heard, List<(GroupMember Member, Hold Hold)> Held) Split(
        IEnumerable<GroupMember> members, Func<GroupMember, Hold?> holdOf)
    {
        var (heard, held) = (new List<GroupMember>(), new List<(GroupMember Member, Hold Hold)>());
        foreach (var member in members)
        {
            if (holdOf(member) is { } hold)
                held.Add((member, hold));
            else
                heard.Add(member);
        }
        return (heard, held);
    }

    private static bool NeedsTelling(Grouping grouping, GroupState before, HashSet<string> known, List<GroupMember> heard, DateTimeOffset now)
    {
        if (heard.Exists(member => member.IsNews))
            return true;
        var (firing, resolved) = (heard.FindAll(member => member.IsFiring), heard.FindAll(member => member.IsResolved));
        if (firing.Exists(member => !known.Contains(member.Name)))
            return true;
        // Who reads a digest wants to know of what came and went, too.
        if (firing.Count == 0 || grouping.Digest is not null)
            return resolved.Exists(member => grouping.Digest is not null || known.Contains(member.Name)) || (firing.Count > 0 && IsRepeated());
        return resolved.Exists(member => !before.Resolved.Contains(member.Name)) || IsRepeated();

        bool IsRepeated() => grouping.Repeat is { } repeat && before.ToldAt + repeat < now && firing.Exists(member => member.Acknowledged is null);
    }

    // News that waits for the clock stays; what resolved unheard, and news that nobody wants to hear, does not.
    private static bool IsOver(GroupMember member, Hold hold) => member.IsResolved || (member.IsNews && !hold.Passes);

    private static IReadOnlyList<string> Names(IEnumerable<GroupMember> members) => [.. members.Select(member => member.Name)];
}
