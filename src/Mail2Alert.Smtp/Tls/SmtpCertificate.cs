using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Mail2Alert.Smtp.Tls;

/// <summary>A certificate with its private key and with those between it and the root, ready for handshakes.</summary>
public sealed class SmtpCertificate
{
    private SmtpCertificate(X509Certificate2 leaf, X509Certificate2Collection chain)
    {
        Leaf = leaf;
        Context = SslStreamCertificateContext.Create(leaf, chain, offline: true);
    }

    /// <summary>The server's own certificate.</summary>
    public X509Certificate2 Leaf { get; }

    /// <summary>What a handshake needs. It keeps what is costly, so one is made and used again.</summary>
    public SslStreamCertificateContext Context { get; }

    /// <summary>Reads the files once.</summary>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be read.</exception>
    /// <exception cref="CryptographicException">A file holds something else, the password is wrong, or the key is another certificate's.</exception>
    public static SmtpCertificate Load(SmtpCertificatePaths paths)
    {
        var bytes = File.ReadAllBytes(paths.Certificate);
        return bytes.AsSpan().IndexOf("-----BEGIN "u8) < 0 ? FromPfx(bytes, paths.Password) : FromPem(paths);
    }

    private static SmtpCertificate FromPfx(byte[] bytes, string? password)
    {
        var all = X509CertificateLoader.LoadPkcs12Collection(bytes, password);
        var leaf = all.FirstOrDefault(certificate => certificate.HasPrivateKey)
            ?? throw new CryptographicException("The file holds no certificate with a private key.");
        return new(leaf, all);
    }

    private static SmtpCertificate FromPem(SmtpCertificatePaths paths)
    {
        var text = File.ReadAllText(paths.Certificate);
        var key = paths.Key is null ? text : File.ReadAllText(paths.Key);
        var chain = new X509Certificate2Collection();
        chain.ImportFromPem(text);
        return new(ForUse(Join(text, key, paths.Password)), chain);
    }

    // The framework says some of this with ArgumentException, which elsewhere is a bug.
    private static X509Certificate2 Join(string certificate, string key, string? password)
    {
        try
        {
            return password is null
                ? X509Certificate2.CreateFromPem(certificate, key)
                : X509Certificate2.CreateFromEncryptedPem(certificate, key, password);
        }
        catch (ArgumentException mismatch)
        {
            throw new CryptographicException(mismatch.Message, mismatch);
        }
    }

    // Windows' TLS does not take a key that lives in memory only.
    private static X509Certificate2 ForUse(X509Certificate2 certificate)
    {
        if (!OperatingSystem.IsWindows())
        {
            return certificate;
        }

        using (certificate)
        {
            return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
        }
    }
}
