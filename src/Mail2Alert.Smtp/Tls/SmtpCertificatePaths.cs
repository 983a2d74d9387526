namespace Mail2Alert.Smtp.Tls;

/// <summary>Where a certificate lies on disk.</summary>
/// <param name="Certificate">PEM with the certificate and, behind it, those that signed it; or PFX.</param>
/// <param name="Key">PEM with the private key; null when it is in the same file.</param>
/// <param name="Password">Opens the key or the PFX; null when they are not locked.</param>
public sealed record SmtpCertificatePaths(string Certificate, string? Key = null, string? Password = null)
{
    /// <summary>Names the files and keeps the password to itself.</summary>
    public override string ToString() => Key is null ? Certificate : $"{Certificate} with {Key}";

    // What tells a file that was replaced from one that was not.
    internal (DateTime Certificate, long Length, DateTime Key, long KeyLength) Stamp()
    {
        var certificate = StampOf(Certificate);
        var key = Key is null ? default : StampOf(Key);
        return (certificate.Written, certificate.Length, key.Written, key.Length);
    }

    private static (DateTime Written, long Length) StampOf(string path) =>
        new FileInfo(path) is { Exists: true } file ? (file.LastWriteTimeUtc, file.Length) : default;
}
