using Mail2Alert.Deliveries;

namespace Mail2Alert.Pipeline;

/// <summary>Whether a leased delivery may be tried.</summary>
/// <param name="Delivery">The delivery.</param>
/// <param name="Held">Why not, and how long it waits; null when it may, and then its end is to be told to <see cref="Throttle"/>.</param>
internal sealed record Admission(LeasedDelivery Delivery, AttemptEnd.HeldBack? Held = null);
