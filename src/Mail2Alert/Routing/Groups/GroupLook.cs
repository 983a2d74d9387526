namespace Mail2Alert.Routing.Groups;

/// <summary>
/// One look at a group: a function of its members, what it said last, what keeps alerts quiet, and the time. When it is told follows
/// Alertmanager's DedupStage (<c>notify/notify.go</c>).
/// </summary>
internal sealed class GroupLook
{
    private readonly GroupTerms _terms;
    private readonly GroupState _before;
    private readonly IReadOnlyCollection<GroupMember> _members;
    private readonly Holds _holds;
    private readonly DateTimeOffset _now;

    private readonly HashSet<string> _known;
    private readonly HashSet<string> _owed;
    private readonly HashSet<string> _flapping;
    private readonly HashSet<string> _stillFlapping;
    private readonly List<GroupMember> _heard = [];
    private readonly List<(GroupMember Member, Hold Hold)> _held = [];
    private readonly List<GroupMember> _settled = [];

    public GroupLook(GroupTerms terms, GroupState before, IReadOnlyCollection<GroupMember> members, Holds holds, DateTimeOffset now)
    {
        (_terms, _before, _members, _holds, _now) = (terms, before, members, holds, now);
        _known = before.Firing.ToHashSet(StringComparer.Ordinal);
        _owed = before.FiringForSome.Count == 0 ? _known : [.. _known, .. before.FiringForSome];
        _flapping = members.Where(member => terms.Flaps(member, now)).Select(member => member.Name).ToHashSet(StringComparer.Ordinal);
        _stillFlapping = before.Flapping.Where(_flapping.Contains).ToHashSet(StringComparer.Ordinal);
    }

    public Flush Flush()
    {
        foreach (var member in _members)
            Sort(member);
        var isTold = NeedsTelling();
        return new Flush
        {
            Told = isTold ? [.. _heard.OrderBy(member => member.IsResolved).ThenBy(member => member.Since)] : [],
            State = isTold ? Telling() : Quiet(),
            HasSettled = _stillFlapping.Count < _before.Flapping.Count,
            Gone = [.. _heard.Where(IsDone), .. _held.Where(IsOver).Select(one => one.Member), .. _settled],
            Held = _held,
        };
    }

    private void Sort(GroupMember member)
    {
        if (IsAsTold(member))
            _settled.Add(member);
        else if (HoldOf(member) is { } hold)
            _held.Add((member, hold));
        else
            _heard.Add(member);
    }

    // It flapped, keeps still, and is over, which is what was said of it last.
    private bool IsAsTold(GroupMember member) =>
        member.IsResolved && _before.Flapping.Contains(member.Name) && !_flapping.Contains(member.Name) && !_owed.Contains(member.Name);

    // Who heard that it fires hears of its end, whatever is silenced meanwhile.
    private Hold? HoldOf(GroupMember member) =>
        _stillFlapping.Contains(member.Name) ? new Hold($"it flaps, with {_terms.Route.Options.Flapping}", Passes: true)
        : member.IsResolved && _owed.Contains(member.Name) ? null
        : _holds.Of(member.Alert, _terms.Route.Options, _now) ?? _terms.Hold(member, _now);

    private bool NeedsTelling()
    {
        if (_heard.Exists(member => member.IsNews || _flapping.Contains(member.Name)))
            return true;
        var (firing, resolved) = (_heard.FindAll(member => member.IsFiring), _heard.FindAll(member => member.IsResolved));
        if (firing.Exists(member => !_known.Contains(member.Name)))
            return true;
        // Who reads a digest wants to know of what came and went, too.
        var isDigest = _terms.Grouping.Digest is not null;
        if (firing.Count == 0 || isDigest)
            return resolved.Exists(member => isDigest || _owed.Contains(member.Name)) || (firing.Count > 0 && IsRepeated(firing));
        return resolved.Exists(member => !_before.Resolved.Contains(member.Name)) || IsRepeated(firing);
    }

    private bool IsRepeated(List<GroupMember> firing) =>
        _terms.Grouping.Repeat is { } repeat && _before.ToldAt + repeat < _now && firing.Exists(member => member.Acknowledged is null);

    private GroupState Quiet() => _before with { Due = _terms.Next(_members, _now), Flapping = [.. _stillFlapping] };

    // What they know of an alert that is kept quiet now, they still know.
    private GroupState Telling() => Quiet() with
    {
        ToldAt = _now,
        To = _terms.TargetIds,
        Firing = Names([.. _heard.Where(member => member.IsFiring), .. _held.Select(one => one.Member).Where(member => _known.Contains(member.Name))]),
        FiringForSome = Names(_held.Select(one => one.Member).Where(member => _before.FiringForSome.Contains(member.Name))),
        Resolved = Names(_heard.Where(member => member.IsResolved)),
        Flapping = [.. _stillFlapping, .. Names(_heard).Where(_flapping.Contains)],
    };

    private bool IsDone(GroupMember member) => !member.IsFiring && !_flapping.Contains(member.Name);

    // News that waits for the clock stays, and so does what flaps; what resolved unheard, and news that nobody wants to hear, does not.
    private bool IsOver((GroupMember Member, Hold Hold) held) =>
        (held.Member.IsResolved && !_stillFlapping.Contains(held.Member.Name)) || (held.Member.IsNews && !held.Hold.Passes);

    private static IReadOnlyList<string> Names(IEnumerable<GroupMember> members) => [.. members.Select(member => member.Name)];
}
