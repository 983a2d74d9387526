namespace Mail2Alert.Alerts;

/// <summary>Somebody takes care of a firing alert.</summary>
/// <param name="By">Who.</param>
/// <param name="At">Since when.</param>
internal sealed record Acknowledged(string By, DateTimeOffset At);
