namespace Mail2Alert.Intake.Mailboxes;

/// <summary>A mailbox cannot be used at present; the message says why.</summary>
internal sealed class MailboxException(string message, Exception? inner = null) : Exception(message, inner);
