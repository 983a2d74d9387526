namespace Mail2Alert.Intake.Mailboxes;

/// <summary>Where mail lies that was delivered there by others, and is fetched. Used by one caller, one call after the other.</summary>
/// <remarks>Every method throws <see cref="MailboxException"/> when the mailbox cannot be used, and may be called again later.</remarks>
internal interface IMailbox : IAsyncDisposable
{
    /// <summary>The names of mails that wait, those that came first at the front; not necessarily all of them.</summary>
    /// <param name="taken">What was taken before, some of which may still wait: to be put away.</param>
    /// <param name="cancellationToken">Ends it.</param>
    Task<IReadOnlyList<string>> LookAsync(TakenMails taken, CancellationToken cancellationToken);

    Task<FetchedMail> ReadAsync(string id, CancellationToken cancellationToken);

    /// <summary>The mail is ours, or never will be: it waits no more.</summary>
    Task PutAwayAsync(string id, bool isTaken, CancellationToken cancellationToken);

    /// <summary>Makes sure that what was put away stays so.</summary>
    /// <returns>Of what was taken, what can be forgotten.</returns>
    Task<IReadOnlyList<string>> SettleAsync(TakenMails taken, CancellationToken cancellationToken);

    /// <summary>Until it is worth looking again.</summary>
    Task WaitAsync(CancellationToken cancellationToken);
}
