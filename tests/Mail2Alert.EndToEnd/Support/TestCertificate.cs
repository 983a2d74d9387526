using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Mail2Alert.EndToEnd.Support;

/// <summary>A certificate for 127.0.0.1 that signs itself.</summary>
internal static class TestCertificate
{
    /// <summary>Writes <c>tls.crt</c> and <c>tls.key</c>.</summary>
    /// <returns>What stands behind <c>tls:</c>.</returns>
    public static string Write(TemporaryDirectory directory, string more = "")
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now - TimeSpan.FromDays(1), now + TimeSpan.FromDays(1));
        var file = directory.Write("tls.crt", certificate.ExportCertificatePem());
        var keyFile = directory.Write("tls.key", key.ExportPkcs8PrivateKeyPem());
        return $"{{ certificate: {file}, key: {keyFile}{more} }}";
    }
}
