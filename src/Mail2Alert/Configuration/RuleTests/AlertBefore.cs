using Mail2Alert.Alerts;

namespace Mail2Alert.Configuration.RuleTests;

/// <summary>What an alert was like before a test begins.</summary>
/// <param name="Status">Its status.</param>
/// <param name="Event">The event that led to it; null when the test does not say.</param>
/// <param name="Severity">How bad it was; null when the test does not say.</param>
internal sealed record AlertBefore(AlertStatus Status, string? Event, Severity? Severity = null);
