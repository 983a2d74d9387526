using Mail2Alert.Alerts;

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
        var held = (from member in members
                    where !(member.IsResolved && before.Firing.Contains(member.Name))
                    let hold = holds.Of(member.Alert, terms.Route.Options, now) ?? terms.Hold(member, now)
                    where hold is not null
                    select (Member: member, Hold: hold)).ToList();
        var heard = members.Except(held.Select(one => one.Member)).ToList();
        var known = held.Where(one => before.Firing.Contains(one.Member.Name)).Select(one => one.Member.Name);
        var isTold = NeedsTelling(before, heard, terms.Grouping.Repeat, now);
        var next = before with { Due = terms.Next(members, now) };
        return new Flush
        {
            Told = isTold ? [.. heard.OrderBy(member => member.IsResolved).ThenBy(member => member.Since)] : [],
            State = isTold ? next with { ToldAt = now, Firing = [.. Names(heard, AlertStatus.Firing), .. known], Resolved = Names(heard, AlertStatus.Resolved) } : next,
            Gone = [.. heard.Where(member => !member.IsFiring), .. held.Where(one => IsOver(one.Member, one.Hold)).Select(one => one.Member)],
            Held = held,
        };
    }

    private static bool NeedsTelling(GroupState before, List<GroupMember> heard, TimeSpan? repeat, DateTimeOffset now)
    {
        if (heard.Exists(member => member is { IsFiring: false, IsResolved: false }))
            return true;
        var firing = heard.Where(member => member.IsFiring).ToList();
        if (firing.Exists(member => !before.Firing.Contains(member.Name)))
            return true;
        if (firing.Count == 0)
            return heard.Exists(member => member.IsResolved && before.Firing.Contains(member.Name));
        if (heard.Exists(member => member.IsResolved && !before.Resolved.Contains(member.Name)))
            return true;
        return repeat is { } after && before.ToldAt is { } told && told + after < now && !firing.TrueForAll(member => member.Acknowledged is not null);
    }

    // News that waits for the clock stays; what resolved unheard, and news that nobody wants to hear, does not.
    private static bool IsOver(GroupMember member, Hold hold) => member.IsResolved || (!member.IsFiring && !hold.Passes);

    private static IReadOnlyList<string> Names(IEnumerable<GroupMember> members, AlertStatus status) =>
        [.. members.Where(member => member.Alert.Status == status).Select(member => member.Name)];
}
