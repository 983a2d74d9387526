namespace Mail2Alert.Smtp;

/// <summary>
/// What an SMTP server does with its mail: one decision at each stage of the dialogue. Only <see cref="OnMessageAsync"/> must be
/// written; every other stage accepts unless it is overridden.
/// </summary>
/// <remarks>
/// A positive reply (2yz) accepts and goes on. A negative one (4yz, 5yz) is sent as it is and refuses that stage alone; 421 and 521 also
/// close the connection (RFC 5321 §3.8). An exception is a bug: the client gets 451 4.3.0, the session goes on, the log gets the stack.
/// One handler serves all connections at once and must be safe for that.
/// </remarks>
public interface ISmtpHandler
{
    /// <summary>A client connected. The reply is the greeting: 220 welcomes, 421 or 554 turns away (RFC 5321 §3.1).</summary>
    ValueTask<SmtpReply> OnConnectAsync(SmtpPeer peer, CancellationToken cancellationToken) => new(SmtpReplies.Accepted);

    /// <summary>MAIL FROM was understood (RFC 5321 §4.1.1.2). The envelope has the sender and its parameters, and no recipient yet.</summary>
    ValueTask<SmtpReply> OnSenderAsync(SmtpEnvelope envelope, CancellationToken cancellationToken) => new(SmtpReplies.SenderAccepted);

    /// <summary>RCPT TO was understood (RFC 5321 §4.1.1.3). The envelope has the recipients accepted so far, without this one.</summary>
    ValueTask<SmtpReply> OnRecipientAsync(SmtpEnvelope envelope, SmtpRecipient recipient, CancellationToken cancellationToken) =>
        new(SmtpReplies.RecipientAccepted);

    /// <summary>
    /// The whole message arrived and was not more than the limit. A positive reply takes over the responsibility for it (RFC 5321 §4.2.5). An
    /// <see cref="SmtpReply"/> is a verdict for all recipients; <see cref="SmtpVerdict.ForEach"/> gives each its own.
    /// </summary>
    /// <param name="message">The envelope and the content. The content is valid until the returned task completes.</param>
    /// <param name="cancellationToken">Cancelled when the client is gone or the server is told to stop at once.</param>
    ValueTask<SmtpVerdict> OnMessageAsync(SmtpMessage message, CancellationToken cancellationToken);
}
