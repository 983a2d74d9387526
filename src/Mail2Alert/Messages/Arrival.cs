namespace Mail2Alert.Messages;

/// <summary>What a mail was taken from, where nobody sent it to us: kept together with the mail, it keeps the mail from being taken twice.</summary>
/// <param name="Mailbox">The mailbox, by its place.</param>
/// <param name="Id">Names the mail there, for ever.</param>
/// <param name="MessageId">What the mail calls itself; null when it says nothing, or when nobody will ask.</param>
internal sealed record Arrival(string Mailbox, string Id, string? MessageId = null);
