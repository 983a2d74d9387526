using Mail2Alert.Alerts;

namespace Mail2Alert.Routing.Groups;

/// <summary>An alert in a group, as it is now.</summary>
/// <param name="Id">Which.</param>
/// <param name="Alert">As its last mail told it.</param>
/// <param name="Since">Since when it has its status.</param>
/// <param name="MailId">The last mail about it.</param>
internal sealed record GroupMember(AlertId Id, Alert Alert, DateTimeOffset Since, string MailId)
{
    /// <summary>Who takes care of it; null when nobody does.</summary>
    public Acknowledged? Acknowledged { get; init; }

    /// <summary>When it last went from firing to resolved or back, oldest first.</summary>
    public IReadOnlyList<DateTimeOffset> Changes { get; init; } = [];

    /// <summary>What the group's state calls it.</summary>
    public string Name { get; } = Id.ToString();

    public bool IsFiring => Alert.Status == AlertStatus.Firing;

    public bool IsResolved => Alert.Status == AlertStatus.Resolved;

    /// <summary>It has no lasting state: it is told once and forgotten.</summary>
    public bool IsNews => Alert.Status == AlertStatus.Info;
}
