namespace Mail2Alert.Smtp.Conformance;

/// <summary>How often a client broke one rule.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Count">How many commands, connections or messages broke it.</param>
/// <param name="Last">When it was broken last.</param>
/// <param name="Example">
/// Where to look: the command, printable and cut short, or the message's id. Never content or credentials; null when there is nothing to show.
/// </param>
public sealed record SmtpLapse(SmtpRule Rule, long Count, DateTimeOffset Last, string? Example);
