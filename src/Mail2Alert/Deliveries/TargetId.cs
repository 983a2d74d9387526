using System.Security.Cryptography;
using System.Text;
using Mail2Alert.Routing;

namespace Mail2Alert.Deliveries;

/// <summary>
/// A target as it may be written to disk: its address can hold a token, so a hash stands for the whole of it, and the configuration is asked
/// for the rest when it is time to send.
/// </summary>
/// <param name="Id">128 bits of SHA-256 over scheme and address, in hexadecimal digits.</param>
/// <param name="Scheme">Names the channel.</param>
/// <param name="Text">As written, without secrets.</param>
internal sealed record TargetId(string Id, string Scheme, string Text)
{
    private const int Bytes = 16;

    public static TargetId Of(Target target)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{target.Scheme}:{target.Address}"));
        return new TargetId(Convert.ToHexStringLower(hash.AsSpan(0, Bytes)), target.Scheme, target.Text);
    }
}
