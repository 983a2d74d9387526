namespace Mail2Alert.Smtp.Authentication;

/// <summary>LOGIN (draft-murchison-sasl-login): the name, then the password. Clients may send the name with AUTH.</summary>
internal sealed class LoginExchange(SmtpPasswordCheck check) : ISmtpExchange
{
    // In these words, which old clients compare (draft-murchison-sasl-login §2).
    private const string AskForPassword = "Password:";

    private string? _user;

    public string FirstChallenge => "Username:";

    public ValueTask<SmtpAuthStep> AnswerAsync(byte[] response, CancellationToken cancellationToken)
    {
        if (SmtpUtf8.Decode(response) is not { Length: > 0 } text)
        {
            return new(new SmtpAuthStep.Malformed());
        }

        if (_user is not null)
        {
            return check.VerifyAsync(_user, text, actAs: "", cancellationToken);
        }

        _user = text;
        return new(new SmtpAuthStep.Challenge(AskForPassword));
    }
}
