using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Mail2Alert.Smtp.Tls;

/// <summary>What was agreed in a handshake.</summary>
/// <param name="Protocol">The version.</param>
/// <param name="CipherSuite">The cipher suite, by its name in the registry of IANA.</param>
/// <param name="ServerName">The name the client asked for (SNI, RFC 6066 §3); null when it named none. Not trusted.</param>
/// <param name="ClientCertificate">The client's certificate; null when it was not asked for one, or had none.</param>
public sealed record SmtpTlsFacts(
    SslProtocols Protocol, TlsCipherSuite CipherSuite, string? ServerName, SmtpClientCertificate? ClientCertificate)
{
    /// <summary>The version as people write it, <c>1.2</c> or <c>1.3</c>.</summary>
    public string Version => Protocol == SslProtocols.Tls13 ? "1.3" : "1.2";

    /// <summary>What we showed; null where there was no handshake, as in a test.</summary>
    internal X509Certificate2? ServerCertificate { get; init; }
}

/// <summary>A certificate that a client showed.</summary>
/// <param name="Subject">Its distinguished name. Anybody can write anything there: believe it only when it is trusted.</param>
/// <param name="IsTrusted">True when it is valid now, for clients, and signed by somebody the server trusts.</param>
public sealed record SmtpClientCertificate(string Subject, bool IsTrusted);
