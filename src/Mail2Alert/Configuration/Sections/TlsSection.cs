using System.Security.Cryptography;
using Mail2Alert.Configuration.Yaml;
using Mail2Alert.Smtp.Tls;

namespace Mail2Alert.Configuration.Sections;

/// <summary><c>tls</c>: the certificate. It is read here, too, so that a wrong file stops the start and not the first client.</summary>
internal static class TlsSection
{
    public static TlsSettings? Read(Section? section)
    {
        if (section is null)
            return null;
        const string Expected = "a file with the certificate, in PEM or PFX";
        var certificate = section.Text("certificate", Expected);
        if (certificate is null && !section.Has("certificate"))
            section.Problems.Error(section.At, $"'tls' expects a key 'certificate' with {Expected}");
        var key = section.Text("key", "a file with the private key, in PEM")?.Value;
        var password = SecretText.Read(section, "password")?.Reveal();
        var required = section.Text("required", "'true' or 'false'") is { } text && IsTrue(text, section.Problems);
        section.Finish();
        return certificate is null ? null : new TlsSettings(Checked(certificate, key, password, section.Problems), required);
    }

    private static bool IsTrue(YamlValue.Text text, Problems problems)
    {
        if (text.Value is not ("true" or "false"))
            problems.Error(text.At, $"'required' expects 'true' or 'false', found {text.Quoted}");
        return text.Value == "true";
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
