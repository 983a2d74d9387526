namespace Mail2Alert.Storage;

/// <summary>How long finished mails are kept. A mail with an open or held delivery, or without a decision, is kept whatever this says.</summary>
/// <param name="ReceivedBefore">Older ones are deleted.</param>
/// <param name="Bytes">While the mails are larger together, the oldest are deleted.</param>
/// <param name="Alerts">Of more alerts than this, those not heard of for longest are forgotten.</param>
internal sealed record Retention(DateTimeOffset ReceivedBefore, long Bytes, int Alerts);

/// <summary>What one call deleted.</summary>
/// <param name="Mails">How many mails.</param>
/// <param name="Next">Where to go on; null when this was the end.</param>
internal sealed record CleanedUp(int Mails, long? Next);
