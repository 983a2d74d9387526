using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Mail2Alert.Tests;

/// <summary>A certificate signed by itself, in two PEM files that go with it.</summary>
internal sealed class TestCertificate : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("mail2alert-tls-");

    public TestCertificate(string name, TimeSpan? validFor = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = TimeProvider.System.GetUtcNow();
        var until = now + (validFor ?? TimeSpan.FromDays(1));
        using var certificate = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256).CreateSelfSigned(now - TimeSpan.FromDays(30), until);
        System.IO.File.WriteAllText(File, certificate.ExportCertificatePem());
        System.IO.File.WriteAllText(Key, key.ExportPkcs8PrivateKeyPem());
    }

    public string File => Path.Combine(_directory.FullName, "tls.crt");

    public string Key => Path.Combine(_directory.FullName, "tls.key");

    public void Dispose() => _directory.Delete(recursive: true);
}
