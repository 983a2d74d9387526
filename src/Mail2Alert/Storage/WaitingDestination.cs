namespace Mail2Alert.Storage;

/// <summary>A destination for which something waits.</summary>
/// <param name="Name">As in the deliveries.</param>
/// <param name="DueAt">When the first of them is due; in the past when it is due already.</param>
internal sealed record WaitingDestination(string Name, DateTimeOffset DueAt);
