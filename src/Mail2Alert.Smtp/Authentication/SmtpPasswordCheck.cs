namespace Mail2Alert.Smtp.Authentication;

/// <summary>Asks the authenticator about a name and a password.</summary>
internal sealed class SmtpPasswordCheck(ISmtpAuthenticator authenticator)
{
    /// <param name="user">As the client sent it.</param>
    /// <param name="password">As the client sent it.</param>
    /// <param name="actAs">Whom the user wants to act as: nobody but itself.</param>
    /// <param name="cancellationToken">Cancelled when nobody waits for the answer.</param>
    public async ValueTask<SmtpAuthStep> VerifyAsync(string user, string password, string actAs, CancellationToken cancellationToken)
    {
        var isUser = SmtpPreparation.Prepare(user) is { } prepared
            && await authenticator.VerifyPasswordAsync(prepared, password, cancellationToken).ConfigureAwait(false);
        return isUser && (actAs.Length == 0 || actAs == user)
            ? new SmtpAuthStep.Granted(SmtpPreparation.Prepare(user)!)
            : new SmtpAuthStep.Denied(user);
    }
}
