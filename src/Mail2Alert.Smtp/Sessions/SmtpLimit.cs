namespace Mail2Alert.Smtp.Sessions;

/// <summary>The bounds that a client can meet, each of which is counted when one does.</summary>
internal enum SmtpLimit
{
    None,
    MessageSize,
    Memory,
    Spool,
    Recipients,
    Chunks,
    LineLength,
    Connections,
    ConnectionsPerAddress,
    Errors,
    ErrorDelay,
    JunkCommands,
    Commands,
    Messages,
    LoginFailures,
    Lockout,
    CommandTime,
    DataTime,
    DataRate,
    MessageTime,
    SessionTime,
    HandshakeTime,
    ProxyTime,

    /// <summary>For the client to take the last reply.</summary>
    FarewellTime,
    ShutdownTime,
}
