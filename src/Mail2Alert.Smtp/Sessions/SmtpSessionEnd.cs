namespace Mail2Alert.Smtp.Sessions;

/// <summary>Why a session ended.</summary>
internal enum SmtpSessionEnd
{
    /// <summary>The client said QUIT.</summary>
    Quit,

    /// <summary>The client went away without it.</summary>
    Lost,

    /// <summary>The connection broke: a reset, or an abort of ours.</summary>
    Broke,

    /// <summary>A reply closed it (RFC 5321 §3.8): a limit was reached, or the handler said so.</summary>
    Refused,

    /// <summary>The client took too long.</summary>
    TimedOut,

    /// <summary>The client did not take what it was sent.</summary>
    Stalled,

    /// <summary>The server stops.</summary>
    Stopping,

    /// <summary>The client spoke another protocol.</summary>
    WrongProtocol,

    /// <summary>The TLS handshake failed.</summary>
    NoTls,
}
