using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Mail2Alert.Smtp.Authentication;

/// <summary>
/// Credentials of users who do not exist. A name always gets the same salt and iterations, as a real user has, and no password fits: whoever
/// asks cannot tell one from the other (RFC 5802 §9, PostgreSQL's mock authentication).
/// </summary>
/// <param name="key">Nobody outside knows it, so nobody can compute the salts.</param>
/// <param name="iterations">Those of the real users, each as often as it occurs.</param>
internal sealed class SmtpDecoys(byte[] key, IReadOnlyList<int> iterations)
{
    private const int SaltLength = 16;

    public static SmtpDecoys New() => new(RandomNumberGenerator.GetBytes(32), [SmtpCredential.DefaultIterations]);

    public SmtpCredential For(string user)
    {
        var seed = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(user));
        var choice = BinaryPrimitives.ReadUInt32LittleEndian(seed.AsSpan(SaltLength)) % (uint)iterations.Count;
        return new(
            iterations[(int)choice],
            seed[..SaltLength],
            RandomNumberGenerator.GetBytes(SHA256.HashSizeInBytes),
            RandomNumberGenerator.GetBytes(SHA256.HashSizeInBytes));
    }
}
