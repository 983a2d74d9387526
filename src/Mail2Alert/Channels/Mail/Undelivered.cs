using Mail2Alert.Smtp;

namespace Mail2Alert.Channels.Mail;

/// <summary>Somebody who never gets a mail, for a report to its sender.</summary>
/// <param name="Address">Who.</param>
/// <param name="OriginalRecipient">ORCPT as the sender gave it; null when it gave none.</param>
/// <param name="Why">In a sentence.</param>
/// <param name="Reply">The mail server's own words; null when it said nothing.</param>
/// <param name="IsGivenUp">True when it was tried for too long, false when it was refused for good.</param>
internal sealed record Undelivered(SmtpPath Address, string? OriginalRecipient, string Why, SmtpReply? Reply, bool IsGivenUp);
