using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Mail2Alert.Configuration.Yaml;
using Mail2Alert.Smtp.Tls;

namespace Mail2Alert.Configuration.Sections;

/// <summary><c>tls</c>: the certificates. They are read here, too, so that a wrong file stops the start and not the first client.</summary>
internal static class TlsSection
{
    private const string Expected = "a file with the certificate, in PEM or PFX";

    public static TlsSettings? Read(Section? section)
    {
        if (section is null)
            return null;
        var first = Certificate(section);
        var others = Others(section).ToList();
        var required = section.Value("required", false, YamlFlag.Expected, YamlFlag.Parse);
        var roots = section.Text("client-ca", "a file with certificates, in PEM") is { } file ? Roots(file, section.Problems) : null;
        section.Finish();
        return first is null ? null : new TlsSettings([first, .. others], required, roots);
    }

    private static IEnumerable<SmtpCertificatePaths> Others(Section tls)
    {
        foreach (var item in tls.Take("others") is { } written ? YamlRead.Items(written) : [])
        {
            if (item is not YamlValue.Map map)
            {
                tls.Problems.Error(item.At, $"'others' expects mappings with 'certificate' and 'key', found {item.Kind}");
                continue;
            }
            var section = new Section(map, "others", tls.Problems);
            if (Certificate(section) is { } paths)
                yield return paths;
            section.Finish();
        }
    }

    private static SmtpCertificatePaths? Certificate(Section section)
    {
        var certificate = section.Text("certificate", Expected);
        if (certificate is null && !section.Has("certificate"))
            section.Problems.Error(section.At, $"'{section.Name}' expects a key 'certificate' with {Expected}");
        var key = section.Text("key", "a file with the private key, in PEM")?.Value;
        var password = SecretText.Read(section, "password")?.Reveal();
        return certificate is null ? null : Checked(certificate, key, password, section.Problems);
    }

    private static X509Certificate2Collection? Roots(YamlValue.Text file, Problems problems)
    {
        var roots = new X509Certificate2Collection();
        try
        {
            roots.ImportFromPemFile(file.Value);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CryptographicException)
        {
            problems.Error(file.At, $"'client-ca' cannot be read: {exception.Message}");
            return null;
        }
        if (roots.Count == 0)
            problems.Error(file.At, "'client-ca' holds no certificate in PEM");
        return roots;
    }

    private static SmtpCertificatePaths Checked(YamlValue.Text certificate, string? key, string? password, Problems problems)
    {
        var paths = new SmtpCertificatePaths(certificate.Value, key, password);
        try
        {
            var until = SmtpCertificate.Load(paths).Leaf.NotAfter;
            if (until < TimeProvider.System.GetLocalNow())
                problems.Warning(certificate.At, $"the certificate was valid until {until:yyyy-MM-dd} only; clients that check it will not send");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CryptographicException)
        {
            problems.Error(certificate.At, $"the certificate cannot be used: {exception.Message}");
        }
        return paths;
    }
}
