using Mail2Alert.Alerts;

namespace Mail2Alert.Routing.Groups;

/// <summary>All groups while the program runs. Whom they hold is known from the alerts; what they said last is remembered by themselves.</summary>
/// <param name="terms">What holds for a group; null when no route has it any more.</param>
/// <param name="limits">How much it holds.</param>
/// <param name="clock">Says when.</param>
internal sealed class GroupBook(Func<GroupId, GroupTerms?> terms, GroupLimits limits, TimeProvider clock)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<GroupId, LiveGroup> _groups = [];
    private readonly Agenda<GroupId> _agenda = new();

    public int Count
    {
        get
        {
            lock (_lock)
                return _groups.Count;
        }
    }

    /// <summary>All that is in them; what is in several counts for each.</summary>
    public int Members
    {
        get
        {
            lock (_lock)
                return _groups.Values.Sum(group => group.Members.Count);
        }
    }

    /// <summary>When a group is to be looked at next; null for never.</summary>
    public DateTimeOffset? Next
    {
        get
        {
            lock (_lock)
                return _agenda.Next;
        }
    }

    /// <summary>True when a route makes such a group.</summary>
    public bool Knows(GroupId id) => terms(id) is not null;

    /// <summary>True when a route makes such a group for such an alert.</summary>
    public bool Has(GroupId id, Alert alert) => terms(id)?.IdOf(alert) == id;

    /// <summary>True when the alert may join, or is in it.</summary>
    public bool HasRoom(GroupId id, AlertId alert)
    {
        lock (_lock)
        {
            return _groups.TryGetValue(id, out var group)
                ? group.Has(alert) || group.Members.Count < limits.Members
                : _groups.Count < limits.Groups;
        }
    }

    /// <summary>What the groups were before the program stopped. Before their members come.</summary>
    /// <returns>Those that told others than they would today: they begin anew.</returns>
    public IReadOnlySet<GroupId> Restore(IEnumerable<GroupState> states)
    {
        var anew = new HashSet<GroupId>();
        lock (_lock)
        {
            foreach (var state in states)
            {
                if (terms(state.Id) is not { } known)
                    continue;
                if (!state.IsToldTo(known.TargetIds))
                    anew.Add(state.Id);
                Add(new LiveGroup(known, state.IsToldTo(known.TargetIds) ? state : state.ToldTo(known.TargetIds)));
            }
        }
        return anew;
    }

    /// <summary>What is remembered of a group; null when it has no member.</summary>
    public GroupState? StateOf(GroupId id)
    {
        lock (_lock)
            return _groups.GetValueOrDefault(id)?.State;
    }

    /// <summary>An alert joins a group, or changed in it.</summary>
    public void Put(GroupId id, GroupMember member)
    {
        lock (_lock)
        {
            if (terms(id) is not { } known)
                return;
            var flaps = known.Flaps(member, clock.GetUtcNow());
            // What nobody heard of needs no end.
            if (member.IsResolved && !flaps && !_groups.ContainsKey(id))
                return;
            var group = FindOrAdd(id, known, member);
            group.Put(member);
            // Whoever was told by itself hears of the end at once, too.
            if (group.Terms.IsSingle && (member.IsResolved || flaps))
                Hurry(group);
        }
    }

    /// <summary>True while the alert is in it: it fires, or the group has yet to say that it is over.</summary>
    public bool Contains(GroupId id, AlertId alert)
    {
        lock (_lock)
            return _groups.TryGetValue(id, out var group) && group.Has(alert);
    }

    /// <summary>True while a group has not said yet that this alert of its fires.</summary>
    public bool IsWaiting(GroupId id, AlertId alert)
    {
        lock (_lock)
            return _groups.TryGetValue(id, out var group) && group.Has(alert) && !group.State.Firing.Contains(alert.ToString());
    }

    /// <summary>Who hears by some of these groups that the alert is over, since they told that it fires: the targets' ids.</summary>
    public IReadOnlySet<string> Owed(IEnumerable<GroupId> ids, AlertId alert)
    {
        lock (_lock)
        {
            return ids.Select(id => _groups.GetValueOrDefault(id)).OfType<LiveGroup>()
                .Where(group => group.Has(alert) && group.State.IsKnown(alert.ToString()))
                .SelectMany(group => group.Terms.TargetIds)
                .ToHashSet(StringComparer.Ordinal);
        }
    }

    /// <summary>Something that kept alerts quiet may be over: who was kept quiet is looked at now. What escalates has its own time.</summary>
    public void HurryHeld()
    {
        lock (_lock)
        {
            foreach (var group in _groups.Values.Where(group => group.Terms.IsHeld || (group.HasHeld && !group.Terms.IsEscalation)))
                Hurry(group);
        }
    }

    /// <summary>An alert is in it again after the program started. What is over counts where it is still to be told.</summary>
    public void PutRestored(GroupId id, GroupMember member)
    {
        lock (_lock)
        {
            if (terms(id) is { } known && (!member.IsResolved || IsOwed(id, known, member)))
                FindOrAdd(id, known, member).Put(member);
        }
    }

    private bool IsOwed(GroupId id, GroupTerms known, GroupMember resolved) =>
        (_groups.TryGetValue(id, out var group) && (group.State.IsKnown(resolved.Name) || group.State.Flapping.Contains(resolved.Name)))
        || known.Grouping.Digest?.Next(resolved.Alert.At) > clock.GetUtcNow();

    /// <summary>An alert joins in place of a group that no route makes any more.</summary>
    /// <param name="id">The group it joins.</param>
    /// <param name="member">The alert.</param>
    /// <param name="left">What the other groups said last.</param>
    /// <returns>What is remembered of the group from now on; null when nothing is: it has said nothing yet, or the alert has no place in it.</returns>
    public GroupState? PutMoved(GroupId id, GroupMember member, IReadOnlyList<GroupState> left)
    {
        lock (_lock)
        {
            if (terms(id) is not { } known)
                return null;
            var heard = left.Where(state => state.IsKnown(member.Name)).ToList();
            var said = heard.Where(state => state.Firing.Contains(member.Name) && state.IsToldTo(known.TargetIds)).MaxBy(state => state.ToldAt);
            var saidToSome = heard.Where(state => state.To.Intersect(known.TargetIds).Any()).MaxBy(state => state.ToldAt);
            if (saidToSome is null && member.IsResolved)
                return null;
            var group = FindOrAdd(id, known, member);
            group.Put(member);
            if (saidToSome is null || group.State.Firing.Contains(member.Name))
                return null;
            if (said is not null)
                group.Inherit(member.Name, said);
            else
                group.InheritForSome(member.Name, saidToSome);
            return group.State;
        }
    }

    /// <summary>After a restart: groups whose members are all forgotten.</summary>
    public IReadOnlyList<GroupId> RemoveEmpty()
    {
        lock (_lock)
        {
            List<GroupId> empty = [.. _groups.Values.Where(group => group.Members.Count == 0).Select(group => group.State.Id)];
            foreach (var id in empty)
            {
                _groups.Remove(id);
                _agenda.Remove(id);
            }
            return empty;
        }
    }

    /// <summary>Takes a group whose time has come; it is the caller's until <see cref="Done"/> or <see cref="Later"/>.</summary>
    public DueGroup? TakeDue(DateTimeOffset now)
    {
        lock (_lock)
        {
            if (!_agenda.TryTake(now, out var id))
                return null;
            var group = _groups[id];
            group.IsTaken = true;
            return new DueGroup(group.Terms, group.State, [.. group.Members]);
        }
    }

    /// <summary>What was decided is on disk, or needs not be.</summary>
    public void Done(Flush flush)
    {
        lock (_lock)
        {
            var group = _groups[flush.State.Id];
            group.Apply(flush);
            if (group.Members.Count == 0)
                _groups.Remove(flush.State.Id);
            else
                PutBack(group, flush.State.Due);
        }
    }

    /// <summary>It could not be done now.</summary>
    public void Later(GroupId id, TimeSpan after)
    {
        lock (_lock)
            PutBack(_groups[id], clock.GetUtcNow() + after);
    }

    private void Hurry(LiveGroup group)
    {
        if (group.IsTaken)
            group.IsHurried = true;
        else
            _agenda.Set(group.State.Id, clock.GetUtcNow());
    }

    private void PutBack(LiveGroup group, DateTimeOffset due)
    {
        _agenda.Set(group.State.Id, group.IsHurried ? clock.GetUtcNow() : due);
        (group.IsTaken, group.IsHurried) = (false, false);
    }

    private LiveGroup FindOrAdd(GroupId id, GroupTerms known, GroupMember first)
    {
        if (_groups.TryGetValue(id, out var group))
            return group;
        group = new LiveGroup(known, new GroupState(id, known.First(first, first.Alert.At)));
        Add(group);
        return group;
    }

    private void Add(LiveGroup group)
    {
        _groups[group.State.Id] = group;
        _agenda.Set(group.State.Id, group.State.Due);
    }
}

/// <summary>A group whose time has come, as it was then.</summary>
internal sealed record DueGroup(GroupTerms Terms, GroupState State, IReadOnlyList<GroupMember> Members);
