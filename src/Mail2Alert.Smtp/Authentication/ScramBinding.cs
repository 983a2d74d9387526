using System.Text;
using Mail2Alert.Smtp.Tls;

namespace Mail2Alert.Smtp.Authentication;

/// <summary>What one exchange of SCRAM has to do with the TLS channel below it (RFC 5802 §6).</summary>
/// <param name="IsOffered">Whether SCRAM-SHA-256-PLUS was, on this connection.</param>
/// <param name="Data">The channel's binding in an exchange of -PLUS; null in one without.</param>
internal sealed record ScramBinding(bool IsOffered, byte[]? Data)
{
    /// <summary>A connection that nothing can be bound to.</summary>
    public static ScramBinding None { get; } = new(false, null);

    /// <summary>
    /// "p" belongs to -PLUS and must name a binding that we have. "y" says that we did not offer it: if we did, somebody in between hid it.
    /// </summary>
    public bool Fits(SmtpGs2Header header) => Data is not null
        ? header is { Binding: 'p', BindingName: SmtpChannelBinding.Name }
        : header.Binding == 'n' || (header.Binding == 'y' && !IsOffered);

    /// <summary>What the client has to send at the end: its header again, and the binding as both sides see it.</summary>
    public bool IsProvenBy(byte[] sent, SmtpGs2Header header) =>
        sent.AsSpan().SequenceEqual([.. Encoding.UTF8.GetBytes(header.Text), .. Data ?? []]);
}
