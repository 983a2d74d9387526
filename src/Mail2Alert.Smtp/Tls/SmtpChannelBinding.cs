using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Mail2Alert.Smtp.Tls;

/// <summary>
/// The channel binding tls-server-end-point (RFC 5929 §4): a hash of the server's certificate, by the hash function of its signature. The
/// others cannot be had: .NET gives no access to TLS exporters (RFC 9266), and tls-unique is not defined for TLS 1.3.
/// </summary>
internal static class SmtpChannelBinding
{
    public const string Name = "tls-server-end-point";

    /// <summary>True when the RFC says which hash function it is.</summary>
    public static bool IsDefinedFor(X509Certificate2? certificate) => certificate is not null && HashOf(certificate) is not null;

    public static byte[] Of(X509Certificate2 certificate) => CryptographicOperations.HashData(HashOf(certificate)!.Value, certificate.RawData);

    // RFC 5929 §4.1: MD5 and SHA-1 give way to SHA-256; a signature with no hash function of its own, such as Ed25519's, has no binding. Neither
    // has RSA-PSS here: its hash function is a parameter, and OpenSSL before version 3 sees none.
    private static HashAlgorithmName? HashOf(X509Certificate2 certificate) => certificate.SignatureAlgorithm.Value switch
    {
        "1.2.840.113549.1.1.4" or "1.2.840.113549.1.1.5" or "1.2.840.10045.4.1" => HashAlgorithmName.SHA256,
        "1.2.840.113549.1.1.11" or "1.2.840.10045.4.3.2" => HashAlgorithmName.SHA256,
        "1.2.840.113549.1.1.12" or "1.2.840.10045.4.3.3" => HashAlgorithmName.SHA384,
        "1.2.840.113549.1.1.13" or "1.2.840.10045.4.3.4" => HashAlgorithmName.SHA512,
        _ => null,
    };
}
