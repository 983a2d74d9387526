namespace Mail2Alert.Routing;

/// <summary>Who is told of an alert that nobody has acknowledged for a time.</summary>
/// <param name="After">Counted from when it opened.</param>
/// <param name="To">Who is told then.</param>
internal sealed record EscalationStep(TimeSpan After, Receiver To);
