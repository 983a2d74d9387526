using Mail2Alert.Alerts;

namespace Mail2Alert.Channels.Notices;

/// <summary>What one notification says of several alerts.</summary>
/// <param name="Group">The labels that all of them share, as written: <c>{host="web1"}</c>.</param>
/// <param name="Alerts">What it tells, firing first.</param>
internal sealed record Notice(string Group, IReadOnlyList<NoticeItem> Alerts);

/// <param name="Alert">The alert.</param>
/// <param name="Since">Since when it has its status.</param>
internal sealed record NoticeItem(Alert Alert, DateTimeOffset Since)
{
    /// <summary>What else is to be said of it; null for nothing.</summary>
    public string? Note { get; init; }
}
