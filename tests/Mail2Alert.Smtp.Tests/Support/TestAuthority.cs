using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Mail2Alert.Smtp.Tests.Support;

/// <summary>A certificate authority of the test's own: a root, an intermediate, and whatever they sign.</summary>
internal sealed class TestAuthority
{
    private static readonly DateTimeOffset From = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Until = new(2090, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly X509Certificate2 _intermediate;

    public TestAuthority()
    {
        Root = Authority("CN=Test Root", null);
        _intermediate = Authority("CN=Test Intermediate", Root);
    }

    /// <summary>One for all tests that need no other.</summary>
    public static TestAuthority Shared { get; } = new();

    public X509Certificate2 Root { get; }

    /// <summary>A certificate for a server's name or, without one, for a client.</summary>
    public X509Certificate2 Issue(string subject, string? serverName = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={subject}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension(
            [new Oid(serverName is null ? "1.3.6.1.5.5.7.3.2" : "1.3.6.1.5.5.7.3.1")], false));
        if (serverName is not null)
        {
            var names = new SubjectAlternativeNameBuilder();
            names.AddDnsName(serverName);
            request.CertificateExtensions.Add(names.Build());
        }

        using var signed = request.Create(_intermediate, From, Until.AddDays(-2), RandomNumberGenerator.GetBytes(8));
        return signed.CopyWithPrivateKey(key);
    }

    public SslStreamCertificateContext Context(string name, bool isServer = true) =>
        SslStreamCertificateContext.Create(Issue(name, isServer ? name : null), [_intermediate], offline: true);

    /// <summary>The certificate and the intermediate, in this order.</summary>
    public string Pem(X509Certificate2 leaf) => $"{leaf.ExportCertificatePem()}\n{_intermediate.ExportCertificatePem()}\n";

    public byte[] Pfx(X509Certificate2 leaf, string password) =>
        new X509Certificate2Collection { leaf, X509CertificateLoader.LoadCertificate(_intermediate.RawData) }
            .Export(X509ContentType.Pkcs12, password)!;

    public static string KeyPem(X509Certificate2 leaf) => leaf.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem();

    private static X509Certificate2 Authority(string name, X509Certificate2? issuer)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        if (issuer is null)
        {
            return request.CreateSelfSigned(From, Until);
        }

        using var signed = request.Create(issuer, From, Until.AddDays(-1), RandomNumberGenerator.GetBytes(8));
        return signed.CopyWithPrivateKey(key);
    }
}
