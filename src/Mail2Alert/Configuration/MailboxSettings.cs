using Mail2Alert.Intake.Mailboxes;
using Mail2Alert.Intake.Mailboxes.Imap;

namespace Mail2Alert.Configuration;

/// <summary>A mailbox to fetch mail from, of one of the kinds there are.</summary>
/// <param name="Terms">What holds for its mail.</param>
internal abstract record MailboxSettings(MailboxTerms Terms)
{
    /// <param name="Terms">What holds for its mail.</param>
    /// <param name="Path">The folder in which <c>new</c>, <c>cur</c> and <c>tmp</c> are.</param>
    /// <param name="Deletes">True when mail that was taken is deleted.</param>
    public sealed record Maildir(MailboxTerms Terms, string Path, bool Deletes) : MailboxSettings(Terms);

    /// <param name="Terms">What holds for its mail.</param>
    /// <param name="Settings">The folder on a server.</param>
    public sealed record Imap(MailboxTerms Terms, ImapSettings Settings) : MailboxSettings(Terms);
}
