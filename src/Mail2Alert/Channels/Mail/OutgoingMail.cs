using System.Buffers;
using Mail2Alert.Smtp;

namespace Mail2Alert.Channels.Mail;

/// <summary>A mail ready to be handed to the relay: an envelope, and bytes that are sent as they are.</summary>
/// <param name="Sender">MAIL FROM.</param>
/// <param name="Parameters">What the notifier asked for with MAIL FROM.</param>
/// <param name="Recipients">RCPT TO with their parameters.</param>
/// <param name="Header">The fields, each ending in CR LF, without the empty line.</param>
/// <param name="Body">What follows the empty line.</param>
/// <param name="HasEightBit">True when header or body have octets above 127.</param>
internal sealed record OutgoingMail(
    SmtpPath Sender,
    SmtpMailParameters Parameters,
    IReadOnlyList<SmtpRecipient> Recipients,
    ReadOnlyMemory<byte> Header,
    ReadOnlySequence<byte> Body,
    bool HasEightBit)
{
    /// <summary>True when the relay may take it for some recipients and refuse it for others.</summary>
    public bool MayBeSplit { get; init; }

    /// <summary>Octets, as SIZE counts them.</summary>
    public long Length => Header.Length + 2 + Body.Length;

    /// <summary>True when only a server that knows SMTPUTF8 can take it (RFC 6531 §3.4).</summary>
    public bool NeedsUtf8 => Parameters.Utf8 || Sender.IsInternational || Recipients.Any(recipient => recipient.Address.IsInternational);

    /// <summary>True when somebody waits to hear of success, which only a server with DSN can tell him (RFC 3461 §5.2.2).</summary>
    public bool NeedsDsn => Recipients.Any(recipient => recipient.Notify.HasFlag(SmtpNotify.Success));
}
