namespace Mail2Alert.Smtp.Sessions;

/// <summary>Where in the dialogue a session is (RFC 5321 §4.1.4).</summary>
internal enum SmtpSessionState
{
    /// <summary>Connected; no EHLO or HELO yet.</summary>
    Greeted,

    /// <summary>The handler turned the client away; it may only say QUIT (RFC 5321 §3.1).</summary>
    Unwelcome,

    /// <summary>Ready for MAIL.</summary>
    Idle,

    /// <summary>MAIL was accepted.</summary>
    Sender,

    /// <summary>MAIL and at least one RCPT were accepted.</summary>
    Recipients,

    /// <summary>A chunk of the message was received, and it was not the last one.</summary>
    Chunks,

    /// <summary>DATA was accepted: what comes is a message, not commands.</summary>
    Data,

    /// <summary>STARTTLS was accepted: what comes is a handshake.</summary>
    Handshake,
}
