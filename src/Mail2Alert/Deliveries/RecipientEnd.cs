using Mail2Alert.Smtp;

namespace Mail2Alert.Deliveries;

/// <summary>How an attempt ended for one of several recipients, when it ended otherwise for the rest.</summary>
internal sealed record RecipientEnd(SmtpRecipient Recipient, AttemptEnd End);
