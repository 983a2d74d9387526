using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Mail2Alert.Smtp.Tls;

/// <summary>TLS of an SMTP server: 1.2 and 1.3 and nothing older (RFC 8996), by STARTTLS (RFC 3207) or from the first byte (RFC 8314).</summary>
public sealed class SmtpTlsOptions
{
    /// <summary>
    /// The certificate for the name that the client asked for (SNI; null when it names none). Called in every handshake, so it must be quick.
    /// Null ends the handshake. <see cref="SmtpCertificateFile"/> and <see cref="SmtpCertificates"/> fit here.
    /// </summary>
    public required Func<string?, SslStreamCertificateContext?> SelectCertificate { get; set; }

    /// <summary>Whether the client is asked for a certificate. Default: no.</summary>
    public SmtpClientCertificates ClientCertificates { get; set; }

    /// <summary>Who may sign client certificates; null for whom the machine trusts. Nothing is fetched to check one.</summary>
    public X509Certificate2Collection? ClientCertificateRoots { get; set; }

    /// <summary>The time for the whole handshake. Default 10 seconds, as Kestrel for HTTPS.</summary>
    public TimeSpan HandshakeTimeout { get; set; } = TimeSpan.FromSeconds(10);
}
