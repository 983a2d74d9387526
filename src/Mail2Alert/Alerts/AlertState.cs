namespace Mail2Alert.Alerts;

/// <summary>What is remembered of an alert between two mails.</summary>
/// <param name="Status">Its status now; null when it is not known any more.</param>
/// <param name="Occurrence">The happening that led to it.</param>
/// <param name="Event">The event that was made of that happening.</param>
internal sealed record AlertState(AlertStatus? Status, string? Occurrence, string? Event);
