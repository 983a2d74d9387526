using Mail2Alert.Alerts;

namespace Mail2Alert.Routing.Groups;

/// <summary>A group while the program runs. Guarded by the book that holds it.</summary>
internal sealed class LiveGroup(GroupTerms terms, GroupState state)
{
    private readonly Dictionary<AlertId, GroupMember> _members = [];

    public GroupTerms Terms => terms;

    public GroupState State { get; private set; } = state;

    /// <summary>True while somebody looks at it.</summary>
    public bool IsTaken { get; set; }

    /// <summary>True when it must be looked at again at once.</summary>
    public bool IsHurried { get; set; }

    /// <summary>True when somebody in it was kept quiet at the last look.</summary>
    public bool HasHeld { get; private set; }

    public IReadOnlyCollection<GroupMember> Members => _members.Values;

    public bool Has(AlertId alert) => _members.ContainsKey(alert);

    public void Put(GroupMember member) => _members[member.Id] = member;

    /// <summary>Those whom it tells heard of the alert by another group.</summary>
    public void Inherit(string member, GroupState left) => State = State with
    {
        Firing = [.. State.Firing.Append(member).Distinct()],
        Resolved = [.. State.Resolved.Where(resolved => resolved != member)],
        Flapping = left.Flapping.Contains(member) ? [.. State.Flapping.Append(member).Distinct()] : State.Flapping,
        ToldAt = State.ToldAt > left.ToldAt ? State.ToldAt : left.ToldAt,
        To = left.To,
    };

    /// <summary>Some of those whom it tells heard of the alert by another group.</summary>
    public void InheritForSome(string member, GroupState left) => State = State with
    {
        FiringForSome = [.. State.FiringForSome.Append(member).Distinct()],
        ToldAt = State.ToldAt ?? left.ToldAt,
        To = [.. State.To.Union(left.To.Intersect(terms.TargetIds))],
    };

    /// <summary>After a notification is on disk. Who changed in the meantime is not gone.</summary>
    public void Apply(Flush flush)
    {
        State = flush.State;
        HasHeld = flush.Held.Count > 0;
        foreach (var member in flush.Gone)
        {
            if (_members.TryGetValue(member.Id, out var now) && ReferenceEquals(now, member))
                _members.Remove(member.Id);
        }
    }
}
