namespace Mail2Alert.Smtp.Transport;

/// <summary>What the line reader came back with.</summary>
internal enum SmtpLineStatus
{
    /// <summary>No line end yet; more input is needed.</summary>
    Incomplete,

    /// <summary>A line.</summary>
    Line,

    /// <summary>A line that was too long to keep; it was skipped.</summary>
    TooLong,

    /// <summary>The first bytes of a TLS handshake.</summary>
    TlsHandshake,

    /// <summary>Somebody wants the session's attention.</summary>
    Interrupted,

    /// <summary>The client went away; what it sent of a last line is no command.</summary>
    Closed,
}
