namespace Mail2Alert.Smtp.Authentication;

/// <summary>
/// Knows who may log in. Only <see cref="VerifyPasswordAsync"/> must be written, which a directory can answer that shows nobody its secrets;
/// whoever has credentials at hand can offer more by <see cref="Mechanisms"/> and <see cref="FindAsync"/>.
/// </summary>
/// <remarks>
/// An exception means that nobody can tell now: the client gets 454 4.7.0 and may try again. One instance serves all connections at once.
/// </remarks>
public interface ISmtpAuthenticator
{
    /// <summary>What can be answered here. Those of <see cref="SmtpAuthenticationOptions.Mechanisms"/> that are among them are offered.</summary>
    SmtpMechanisms Mechanisms => SmtpMechanisms.Plain | SmtpMechanisms.Login;

    /// <summary>
    /// Whether the password is the user's. For a user that does not exist it should take as long as for one that does, so that nobody finds
    /// out who exists.
    /// </summary>
    /// <param name="user">The name, prepared (NFKC, no control characters).</param>
    /// <param name="password">As the client sent it.</param>
    /// <param name="cancellationToken">Cancelled when the client is gone or the server is told to stop at once.</param>
    ValueTask<bool> VerifyPasswordAsync(string user, string password, CancellationToken cancellationToken);

    /// <summary>
    /// The user's credential, for SCRAM-SHA-256 and CRAM-MD5; null when there is no such user, whom the server then answers like any other.
    /// </summary>
    /// <param name="user">The name, prepared.</param>
    /// <param name="cancellationToken">Cancelled when the client is gone or the server is told to stop at once.</param>
    ValueTask<SmtpCredential?> FindAsync(string user, CancellationToken cancellationToken) => new((SmtpCredential?)null);
}
