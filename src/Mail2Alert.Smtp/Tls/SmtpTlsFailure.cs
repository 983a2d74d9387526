namespace Mail2Alert.Smtp.Tls;

/// <summary>Why there is no TLS.</summary>
internal enum SmtpTlsFailure
{
    /// <summary>What came is no TLS record.</summary>
    ClearText,

    /// <summary>The handshake took too long.</summary>
    TimedOut,

    /// <summary>The client went away.</summary>
    Closed,

    /// <summary>The client knows nothing newer than TLS 1.1.</summary>
    OldVersion,

    /// <summary>No cipher that both know.</summary>
    NoSharedCipher,

    /// <summary>The client does not believe our certificate.</summary>
    CertificateRefused,

    /// <summary>There is no certificate for the name the client asked for.</summary>
    NoCertificate,

    /// <summary>The client has no certificate that we believe, and must.</summary>
    ClientCertificate,

    /// <summary>The server stops.</summary>
    Stopping,

    /// <summary>Anything else.</summary>
    Other,
}
