using Mail2Alert.Channels;
using Mail2Alert.Smtp;

namespace Mail2Alert.Deliveries;

/// <summary>One thing owed to one target, and how it ended.</summary>
/// <param name="To">The target as people read it; for forwarded mail, its recipients.</param>
/// <param name="Channel">The channel's name, for metrics.</param>
/// <param name="Why">The route that asked for it.</param>
/// <param name="Outcome">How the attempt ended.</param>
/// <param name="Took">How long it took.</param>
internal sealed record Delivery(string To, string Channel, string Why, Outcome Outcome, TimeSpan Took)
{
    /// <summary>Names the target for the program: several may read the same to people, whose secrets tell them apart.</summary>
    public required string Key { get; init; }

    /// <summary>For whom of the mail's recipients it is done: their answer depends on it, the others' does not.</summary>
    public IReadOnlyList<SmtpRecipient> For { get; init; } = [];

    /// <summary>False when nothing was sent, since earlier news of the same alert waits for this target, or a limit holds it back.</summary>
    public bool WasTried { get; init; } = true;

    /// <summary>True when the store has it: whatever is still to be done, the notifier need not come again for it.</summary>
    public bool IsKept { get; init; }
}
