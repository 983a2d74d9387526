using Mail2Alert.Smtp.Sessions;

namespace Mail2Alert.Smtp.Protocol;

/// <summary>The replies that the server gives by itself. Each is encoded once, when it is first sent; none repeats the client's words.</summary>
internal static class ServerReplies
{
    public static SmtpReply StartTls { get; } = new(220, "2.0.0", "Ready to start TLS");

    public static SmtpReply Bye { get; } = new(221, "2.0.0", "Bye");

    public static SmtpReply Ok { get; } = SmtpReplies.Accepted;

    public static SmtpReply CannotVerify { get; } = new(252, "2.1.5", "Send some mail, it will be tried");

    public static SmtpReply ChunkReceived { get; } = new(250, "2.0.0", "Chunk received");

    public static SmtpReply StartData { get; } = new(354, null, "End data with <CR><LF>.<CR><LF>");

    public static SmtpReply ShuttingDown { get; } = new(421, "4.3.2", "Shutting down, try again");

    public static SmtpReply TooManyFromAddress { get; } = new(421, "4.7.0", "Too many connections from your address, try again later") { Limit = SmtpLimit.ConnectionsPerAddress };

    public static SmtpReply TooManyConnections { get; } = new(421, "4.3.2", "Too many connections, try again later") { Limit = SmtpLimit.Connections };

    public static SmtpReply TimedOut { get; } = new(421, "4.4.2", "Timeout, closing");

    public static SmtpReply TooSlow { get; } = new(421, "4.4.2", "Too slow, closing");

    public static SmtpReply MessageTooLong { get; } = new(421, "4.4.2", "The message takes too long, closing");

    public static SmtpReply SessionTooLong { get; } = new(421, "4.4.2", "The session takes too long, connect anew");

    public static SmtpReply TooManyErrors { get; } = new(421, "4.7.0", "Too many errors, closing") { Limit = SmtpLimit.Errors };

    public static SmtpReply TooMuchJunk { get; } = new(421, "4.7.0", "Too many commands without mail, closing") { Limit = SmtpLimit.JunkCommands };

    public static SmtpReply TooManyCommands { get; } = new(421, "4.7.0", "Too many commands in one connection, connect anew") { Limit = SmtpLimit.Commands };

    public static SmtpReply TooManyChunks { get; } = new(421, "4.7.0", "Too many small chunks, closing") { Limit = SmtpLimit.Chunks };

    public static SmtpReply TooManyMessages { get; } = new(421, "4.7.0", "Too many messages in one connection, connect anew") { Limit = SmtpLimit.Messages };

    public static SmtpReply Overloaded { get; } = new(452, "4.3.1", "Out of memory for now, try again") { Limit = SmtpLimit.Memory };

    public static SmtpReply OutOfDisk { get; } = new(452, "4.3.1", "Out of disk space for now, try again") { Limit = SmtpLimit.Spool };

    public static SmtpReply TooManyRecipients { get; } = new(452, "4.5.3", "Too many recipients, send the rest in another transaction") { Limit = SmtpLimit.Recipients };

    public static SmtpReply Unknown { get; } = new(500, "5.5.2", "Command not recognized");

    public static SmtpReply LineTooLong { get; } = new(500, "5.5.6", "Line too long") { Limit = SmtpLimit.LineLength };

    public static SmtpReply MailSyntax { get; } = new(501, "5.5.4", "Syntax: MAIL FROM:<address>");

    public static SmtpReply RcptSyntax { get; } = new(501, "5.5.4", "Syntax: RCPT TO:<address>");

    public static SmtpReply NoArgument { get; } = new(501, "5.5.4", "This command takes no argument");

    public static SmtpReply BadSender { get; } = new(501, "5.1.7", "Bad sender address");

    public static SmtpReply BadRecipient { get; } = new(501, "5.1.3", "Bad recipient address");

    public static SmtpReply BadParameter { get; } = new(501, "5.5.4", "Bad parameter");

    public static SmtpReply BinaryNeedsChunks { get; } = new(503, "5.5.1", "Binary content comes by BDAT, not by DATA");

    public static SmtpReply NoBinary { get; } = new(501, "5.6.1", "BINARYMIME is not offered here");

    public static SmtpReply NotImplemented { get; } = new(502, "5.5.1", "Command not implemented");

    public static SmtpReply MailFirst { get; } = new(503, "5.5.1", "Send MAIL first");

    public static SmtpReply RcptFirst { get; } = new(503, "5.5.1", "Send RCPT first");

    public static SmtpReply NestedMail { get; } = new(503, "5.5.1", "Sender was given already");

    public static SmtpReply ChunksBegan { get; } = new(503, "5.5.1", "The message has begun with BDAT, go on with BDAT");

    public static SmtpReply TlsInTransaction { get; } = new(503, "5.5.1", "Not inside a transaction");

    public static SmtpReply TlsAlready { get; } = new(503, "5.5.1", "TLS is active already");

    public static SmtpReply NotWelcome { get; } = new(503, "5.5.1", "Only QUIT is possible here");

    public static SmtpReply NotSmtp { get; } = new(521, "5.5.1", "This is an SMTP server; it does not speak HTTP or SSH");

    public static SmtpReply NotClear { get; } = new(521, "5.5.1", "This port starts with a TLS handshake, not in clear text");

    public static SmtpReply NotTls { get; } = new(521, "5.5.1", "This port starts in clear text, not with a TLS handshake");

    public static SmtpReply BadChunk { get; } = new(521, "5.5.4", "Syntax: BDAT size [LAST]; closing, for where the chunk ends is unknown");

    public static SmtpReply TlsFirst { get; } = new(530, "5.7.0", "Send STARTTLS first");

    public static SmtpReply RequireTlsInClear { get; } = new(530, "5.7.0", "REQUIRETLS needs TLS here too; send STARTTLS first");

    public static SmtpReply TooLarge { get; } = new(552, "5.3.4", "Message too large") { Limit = SmtpLimit.MessageSize };

    public static SmtpReply NeedsUtf8 { get; } = new(553, "5.6.7", "A non-ASCII address needs the SMTPUTF8 parameter");

    public static SmtpReply UnknownParameter { get; } = new(555, "5.5.4", "Parameter not recognized");

    /// <summary>What to say to a client whose time ran out.</summary>
    public static SmtpReply OutOfTime(SmtpLimit limit) => limit switch
    {
        SmtpLimit.DataRate => TooSlow,
        SmtpLimit.MessageTime => MessageTooLong,
        SmtpLimit.SessionTime => SessionTooLong,
        _ => TimedOut,
    };

    /// <summary>The same about one message, so that its line in the log can be found.</summary>
    public static SmtpReply Naming(SmtpReply reply, string id) =>
        new(reply.Code, reply.Enhanced, $"{reply.Lines[0]} ({id})") { Limit = reply.Limit };

    /// <summary>The message is the server's responsibility now; the id is what the sender's log keeps.</summary>
    public static SmtpReply Queued(string id) => new(250, "2.0.0", $"Ok: queued as {id}");

    /// <summary>A bug of ours; the reference leads to the stack in our log.</summary>
    public static SmtpReply InternalError(string reference) => new(451, "4.3.0", $"Internal error, try again later ({reference})");
}
