using Mail2Alert.Storage;

namespace Mail2Alert.Web.Desk;

/// <summary>What <c>queue list --json</c> prints.</summary>
/// <param name="Figures">Of the whole store.</param>
/// <param name="Deliveries">Those asked for, newest first.</param>
/// <param name="HasMore">True when there are more.</param>
internal sealed record QueueListing(StoreFigures Figures, IReadOnlyList<QueuedDelivery> Deliveries, bool HasMore);
