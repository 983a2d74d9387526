namespace Mail2Alert.Storage;

/// <summary>Something that is remembered besides mails, deliveries and alerts. The store keeps it and knows nothing of it.</summary>
/// <param name="Kind">What it is: <c>group</c>, <c>silence</c>.</param>
/// <param name="Id">Which of its kind.</param>
/// <param name="Json">What is known of it; null to forget it.</param>
internal sealed record MemoryRow(string Kind, string Id, string? Json);
