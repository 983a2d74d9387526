using Mail2Alert.Messages;

namespace Mail2Alert.Deliveries;

/// <summary>A report to a sender: a mail of our own, and its way to the relay.</summary>
/// <param name="Mail">From the null sender.</param>
/// <param name="Delivery">To whom.</param>
/// <param name="Why">In a sentence.</param>
internal sealed record Bounce(Message Mail, PlannedDelivery Delivery, string Why);
