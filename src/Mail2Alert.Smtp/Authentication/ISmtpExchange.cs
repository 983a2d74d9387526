namespace Mail2Alert.Smtp.Authentication;

/// <summary>One attempt to log in by one mechanism. Not used again after an answer that is no challenge.</summary>
internal interface ISmtpExchange
{
    /// <summary>What to ask a client that sent nothing with AUTH yet.</summary>
    string FirstChallenge { get; }

    /// <summary>False where the client cannot know what to say before it was asked.</summary>
    bool TakesInitialResponse => true;

    ValueTask<SmtpAuthStep> AnswerAsync(byte[] response, CancellationToken cancellationToken);
}
