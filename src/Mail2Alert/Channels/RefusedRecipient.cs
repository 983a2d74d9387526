using Mail2Alert.Smtp;

namespace Mail2Alert.Channels;

/// <summary>One of several recipients whom the mail server did not take the mail for, and whether it may later.</summary>
internal sealed record RefusedRecipient(SmtpRecipient Recipient, Outcome Outcome);
