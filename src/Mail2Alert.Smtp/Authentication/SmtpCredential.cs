using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Mail2Alert.Smtp.Authentication;

/// <summary>
/// What is kept of a password: enough to check it and to speak SCRAM-SHA-256, not enough to log in with (RFC 5802 §3). Written as PostgreSQL
/// writes it: <c>SCRAM-SHA-256$iterations:salt$StoredKey:ServerKey</c>.
/// </summary>
public sealed class SmtpCredential
{
    /// <summary>RFC 7677 §4 asks for no fewer.</summary>
    public const int MinIterations = 4096;

    /// <summary>No login costs more than a second or so.</summary>
    public const int MaxIterations = 1_000_000;

    /// <summary>
    /// 15,000, where RFC 7677 §4 sees a tenth of a second of its day. A notifier logs in for each mail, and its own device computes as much:
    /// more would cost both more than the mail.
    /// </summary>
    public const int DefaultIterations = 15_000;

    private const string Prefix = "SCRAM-SHA-256$";
    private const int SaltLength = 16;

    // Its challenge must fit a reply line.
    private const int LongestSalt = 64;

    internal SmtpCredential(int iterations, byte[] salt, byte[] storedKey, byte[] serverKey)
    {
        Iterations = iterations;
        Salt = salt;
        StoredKey = storedKey;
        ServerKey = serverKey;
    }

    /// <summary>The password as it is, which CRAM-MD5 alone needs; null, and CRAM-MD5 fails.</summary>
    public string? Secret { get; init; }

    internal int Iterations { get; }

    internal byte[] Salt { get; }

    internal byte[] StoredKey { get; }

    internal byte[] ServerKey { get; }

    /// <summary>Hashes a password with a new salt.</summary>
    /// <param name="password">1 to 255 characters, none of them a control character.</param>
    /// <param name="iterations"><see cref="MinIterations"/> to <see cref="MaxIterations"/>.</param>
    /// <param name="keepSecret">Keeps the password as it is beside its hash, for CRAM-MD5.</param>
    /// <exception cref="ArgumentException">The password is too long, or empty, or holds a control character.</exception>
    public static SmtpCredential FromPassword(string password, int iterations = DefaultIterations, bool keepSecret = false)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(iterations, MinIterations);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(iterations, MaxIterations);
        var prepared = SmtpPreparation.Prepare(password)
            ?? throw new ArgumentException("A password has 1 to 255 characters and no control character.", nameof(password));
        var salt = RandomNumberGenerator.GetBytes(SaltLength);
        var (storedKey, serverKey) = Keys(prepared, salt, iterations);
        return new(iterations, salt, storedKey, serverKey) { Secret = keepSecret ? prepared : null };
    }

    /// <summary>True for a text that can be a password: 1 to 255 characters and no control character.</summary>
    public static bool IsPassword(string text) => SmtpPreparation.Prepare(text) is not null;

    /// <summary>True for a text that is meant to be a stored form, rather than a password.</summary>
    public static bool IsStoredForm(string text) => text.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>Reads the stored form.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out SmtpCredential? credential)
    {
        credential = IsStoredForm(text) && text[Prefix.Length..].Split(':', '$') is [var iterations, var salt, var storedKey, var serverKey]
            ? From(iterations, Decode(salt), Decode(storedKey), Decode(serverKey))
            : null;
        return credential is not null;
    }

    /// <summary>The stored form. It is to be kept as passwords are: one can be guessed at from it, if slowly.</summary>
    public string ToStoredForm() => string.Create(CultureInfo.InvariantCulture,
        $"{Prefix}{Iterations}:{Convert.ToBase64String(Salt)}${Convert.ToBase64String(StoredKey)}:{Convert.ToBase64String(ServerKey)}");

    /// <summary>Whether this is the password. It takes as long as the iterations say, whatever the answer.</summary>
    public bool Matches(string password) => SmtpPreparation.Prepare(password) is { } prepared
        && CryptographicOperations.FixedTimeEquals(Keys(prepared, Salt, Iterations).StoredKey, StoredKey);

    /// <summary>Tells nothing, so that none gets into a log.</summary>
    public override string ToString() => "***";

    private static SmtpCredential? From(string iterations, byte[]? salt, byte[]? storedKey, byte[]? serverKey) =>
        int.TryParse(iterations, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is >= MinIterations and <= MaxIterations
        && salt is { Length: > 0 and <= LongestSalt }
        && storedKey is { Length: SHA256.HashSizeInBytes } && serverKey is { Length: SHA256.HashSizeInBytes }
            ? new(count, salt, storedKey, serverKey)
            : null;

    private static byte[]? Decode(string base64) =>
        SmtpBase64.TryDecode(Encoding.UTF8.GetBytes(base64), out var bytes) ? bytes : null;

    // RFC 5802 §3.
    private static (byte[] StoredKey, byte[] ServerKey) Keys(string prepared, byte[] salt, int iterations)
    {
        var salted = Rfc2898DeriveBytes.Pbkdf2(
            Encoding.UTF8.GetBytes(prepared), salt, iterations, HashAlgorithmName.SHA256, SHA256.HashSizeInBytes);
        return (SHA256.HashData(HMACSHA256.HashData(salted, "Client Key"u8)), HMACSHA256.HashData(salted, "Server Key"u8));
    }
}
