using System.Net.Security;

namespace Mail2Alert.Smtp.Tls;

/// <summary>Several certificates, told apart by the name that the client asks for (SNI, RFC 6066 §3).</summary>
/// <param name="files">At least one. The first is for clients that ask for no name, or for one that none of them has.</param>
public sealed class SmtpCertificates(params IReadOnlyList<SmtpCertificateFile> files)
{
    /// <summary>For <see cref="SmtpTlsOptions.SelectCertificate"/>.</summary>
    public SslStreamCertificateContext Select(string? serverName) => (Named(serverName) ?? files[0].Current).Context;

    private SmtpCertificate? Named(string? serverName) => serverName is null
        ? null
        : files.Select(file => file.Current).FirstOrDefault(certificate => certificate.Leaf.MatchesHostname(serverName));
}
