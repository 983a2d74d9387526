namespace Mail2Alert.Crash.Ledgers;

/// <summary>What was agreed on with the program under test.</summary>
/// <param name="Acknowledge">When it says 250.</param>
/// <param name="InFlight">Deliveries to one destination that can be under way at the same time.</param>
internal sealed record Terms(Acknowledge Acknowledge, int InFlight);

/// <summary>The two values of <c>acknowledge</c>.</summary>
internal enum Acknowledge
{
    Stored,
    Delivered,
}
