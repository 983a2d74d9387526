namespace Mail2Alert.Smtp.Authentication;

/// <summary>One attempt to log in by one mechanism. Not used again after an answer that is no challenge.</summary>
public interface ISmtpExchange
{
    /// <summary>What to ask a client that sent nothing with AUTH yet; empty where it is the client that begins (RFC 4422 §5).</summary>
    string FirstChallenge => "";

    /// <summary>False where the client cannot know what to say before it was asked.</summary>
    bool TakesInitialResponse => true;

    /// <summary>
    /// Answers what the client sent. An exception means that nobody can tell now: the client gets 454 4.7.0 and may try again.
    /// </summary>
    /// <param name="response">The client's response, decoded from Base64; at most 9,216 bytes (RFC 4954 §4).</param>
    /// <param name="cancellationToken">Cancelled when the client is gone or the server is told to stop at once.</param>
    ValueTask<SmtpAuthStep> AnswerAsync(byte[] response, CancellationToken cancellationToken);
}
