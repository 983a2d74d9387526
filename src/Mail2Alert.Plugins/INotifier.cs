namespace Mail2Alert.Plugins;

/// <summary>Makes alerts of mails. It is called from several threads at once.</summary>
public interface INotifier
{
    /// <summary>
    /// Reads a mail that its source claims. What is thrown, or not done within the configured time (10 s if nothing else is), costs this mail only that it
    /// is told as it is, with a note why.
    /// </summary>
    /// <param name="mail">The mail. It, and the streams of its attachments, are valid until the returned task is done.</param>
    /// <param name="cancellationToken">Cancelled when the time is over. What goes on regardless holds one of the few places that a source has.</param>
    /// <returns>The alerts; none when this is no mail that it knows: then it is told as it is.</returns>
    ValueTask<IReadOnlyList<NotifierAlert>> ReadAsync(NotifierMail mail, CancellationToken cancellationToken);
}
