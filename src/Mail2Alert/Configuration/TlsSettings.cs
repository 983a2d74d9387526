using System.Security.Cryptography.X509Certificates;
using Mail2Alert.Smtp.Tls;

namespace Mail2Alert.Configuration;

/// <summary>The certificates that listeners show, and what they ask of clients.</summary>
/// <param name="Certificates">At least one; the first is for clients that ask for no name, or for one that none has.</param>
/// <param name="IsRequired">Whether mail is taken without TLS.</param>
/// <param name="ClientRoots">Who must have signed the client's certificate; null when clients need none.</param>
internal sealed record TlsSettings(
    IReadOnlyList<SmtpCertificatePaths> Certificates, bool IsRequired, X509Certificate2Collection? ClientRoots);
