using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Mail2Alert.EndToEnd.Support;

/// <summary>A certificate for 127.0.0.1, signed by itself, that whoever trusts the file trusts.</summary>
internal static class OwnCertificate
{
    /// <summary>Writes <c>tls.crt</c> and <c>tls.key</c>.</summary>
    public static (string File, string Key) Write(TemporaryDirectory directory)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now - TimeSpan.FromDays(1), now + TimeSpan.FromDays(1));
        return (directory.Write("tls.crt", certificate.ExportCertificatePem()), directory.Write("tls.key", key.ExportPkcs8PrivateKeyPem()));
    }
}
