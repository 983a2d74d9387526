using Mail2Alert.Alerts;
using Mail2Alert.Deliveries;
using Mail2Alert.Messages;

namespace Mail2Alert.Storage;

/// <summary>A mail read back.</summary>
/// <param name="Message">As it came, byte for byte.</param>
/// <param name="Alert">What a source made of it, without what it looked up for its own predicates; null when none claims it.</param>
/// <param name="Why">The decision in sentences; empty while there is none.</param>
/// <param name="Audience">All who are told of the alert.</param>
internal sealed record StoredMail(Message Message, Alert? Alert, IReadOnlyList<string> Why, IReadOnlyList<TargetId> Audience);
