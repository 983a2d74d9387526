using System.Text;

namespace Mail2Alert.Smtp.Authentication;

/// <summary>The client's last message (RFC 5802 §7, client-final-message).</summary>
/// <param name="WithoutProof">All before <c>,p=</c>, which is signed.</param>
/// <param name="Binding">The header again, and the channel's data.</param>
/// <param name="Nonce">Both halves.</param>
/// <param name="Proof">That the client knows the password.</param>
internal sealed record ScramClientFinal(string WithoutProof, byte[] Binding, string Nonce, byte[] Proof)
{
    public static ScramClientFinal? Parse(string message)
    {
        var end = message.LastIndexOf(",p=", StringComparison.Ordinal);
        return end >= 0
            && message[..end].Split(',') is [var binding, var nonce, ..]
            && Decode(ScramText.Value(binding, 'c')) is { } channel
            && ScramText.Value(nonce, 'r') is { } both
            && Decode(message[(end + 3)..]) is { } proof
                ? new(message[..end], channel, both, proof)
                : null;
    }

    private static byte[]? Decode(string? base64) =>
        base64 is not null && SmtpBase64.TryDecode(Encoding.UTF8.GetBytes(base64), out var bytes) ? bytes : null;
}
