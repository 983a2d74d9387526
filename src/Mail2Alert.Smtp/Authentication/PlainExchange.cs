namespace Mail2Alert.Smtp.Authentication;

/// <summary>PLAIN (RFC 4616): <c>[authorization identity] NUL name NUL password</c>.</summary>
internal sealed class PlainExchange(SmtpPasswordCheck check) : ISmtpExchange
{
    public ValueTask<SmtpAuthStep> AnswerAsync(byte[] response, CancellationToken cancellationToken) =>
        SmtpUtf8.Decode(response)?.Split('\0') is not [var actAs, { Length: > 0 } user, { Length: > 0 } password]
            ? new(new SmtpAuthStep.Malformed())
            : check.VerifyAsync(user, password, actAs, cancellationToken);
}
