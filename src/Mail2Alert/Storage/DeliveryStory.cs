namespace Mail2Alert.Storage;

/// <summary>Everything known of one delivery.</summary>
/// <param name="Delivery">The delivery.</param>
/// <param name="Mail">Its mail; null when its bytes are lost.</param>
/// <param name="Attempts">Attempts that did not deliver, in order.</param>
internal sealed record DeliveryStory(DeliveryRow Delivery, StoredMail? Mail, IReadOnlyList<PastAttempt> Attempts);

/// <summary>An attempt that did not deliver.</summary>
internal sealed record PastAttempt(int Number, DateTimeOffset EndedAt, string Reason);
