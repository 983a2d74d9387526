using Mail2Alert.Alerts;

namespace Mail2Alert.Configuration.RuleTests;

/// <summary>What an alert was like before a test begins.</summary>
internal sealed record AlertBefore(AlertStatus Status, string? Event);
