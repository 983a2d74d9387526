using Mail2Alert.Smtp;

namespace Mail2Alert.Sources;

/// <summary>Recipients that are told by more than a list of addresses.</summary>
/// <param name="Words">Who they are, in an explanation: it is to …</param>
/// <param name="Names">Takes the mail's sender and a recipient.</param>
internal sealed record ClaimedRecipients(string Words, Func<SmtpPath, SmtpPath, bool> Names);
