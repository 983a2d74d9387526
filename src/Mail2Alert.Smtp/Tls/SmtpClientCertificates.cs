namespace Mail2Alert.Smtp.Tls;

/// <summary>What a server wants of its clients' certificates.</summary>
public enum SmtpClientCertificates
{
    /// <summary>It does not ask.</summary>
    None,

    /// <summary>It asks, takes whatever comes, and says in <see cref="SmtpClientCertificate.IsTrusted"/> what it is worth.</summary>
    Requested,

    /// <summary>Without one that is trusted the handshake fails.</summary>
    Required,
}
