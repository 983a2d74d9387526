using System.Buffers;
using System.Globalization;
using System.Text;
using Mail2Alert.Smtp;

namespace Mail2Alert.Channels.Mail;

/// <summary>Commands on their way to the relay: those that are asked together leave in one write.</summary>
internal sealed class RelayCommands(Stream stream)
{
    private readonly ArrayBufferWriter<byte> _written = new(512);

    /// <exception cref="UnsendableException">It has a character that would end the line, or is none that a command may hold.</exception>
    public void Add(string command)
    {
        // RFC 5321 §4.1.2 has no control characters in addresses and parameters; one that ends the line would begin a command of somebody else's.
        if (command.AsSpan().ContainsAnyInRange('\0', '\x1f') || command.Contains('\x7f', StringComparison.Ordinal))
            throw new UnsendableException(new SmtpReply(553, "5.1.3", "An address or a parameter has control characters, which no mail server is sent"));
        Encoding.UTF8.GetBytes(command, _written);
        _written.Write("\r\n"u8);
    }

    public async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        if (_written.WrittenCount == 0)
            return;
        await stream.WriteAsync(_written.WrittenMemory, cancellationToken);
        _written.ResetWrittenCount();
    }

    /// <summary>MAIL FROM, with what the relay understands of the parameters (RFC 1870, RFC 6152, RFC 6531, RFC 3461, RFC 8689).</summary>
    public static string Sender(OutgoingMail mail, RelayOffer offer)
    {
        var (command, asked) = (new StringBuilder("MAIL FROM:<"), mail.Parameters);
        command.Append(mail.Sender.ToString()).Append('>');
        if (offer.Size)
            command.Append(CultureInfo.InvariantCulture, $" SIZE={mail.Length}");
        if (mail.HasEightBit && offer.EightBitMime)
            command.Append(" BODY=8BITMIME");
        if (mail.NeedsUtf8)
            command.Append(" SMTPUTF8");
        if (asked.RequireTls)
            command.Append(" REQUIRETLS");
        if (offer.Dsn && asked.EnvelopeId is { } id)
            command.Append(" ENVID=").Append(id);
        if (offer.Dsn && asked.Return is { } returned)
            command.Append(" RET=").Append(returned);
        return command.ToString();
    }

    /// <summary>RCPT TO, with what its sender asked for where the relay can do it (RFC 3461 §4).</summary>
    public static string Recipient(SmtpRecipient recipient, RelayOffer offer)
    {
        var command = new StringBuilder("RCPT TO:<").Append(recipient.Address.ToString()).Append('>');
        if (!offer.Dsn)
            return command.ToString();
        if (recipient.Notify != SmtpNotify.Default)
            command.Append(" NOTIFY=").Append(Notify(recipient.Notify));
        if (recipient.OriginalRecipient is { } original)
            command.Append(" ORCPT=").Append(original);
        return command.ToString();
    }

    private static string Notify(SmtpNotify notify) => notify == SmtpNotify.Never ? "NEVER" : string.Join(',', Words(notify));

    private static IEnumerable<string> Words(SmtpNotify notify)
    {
        if (notify.HasFlag(SmtpNotify.Success))
            yield return "SUCCESS";
        if (notify.HasFlag(SmtpNotify.Failure))
            yield return "FAILURE";
        if (notify.HasFlag(SmtpNotify.Delay))
            yield return "DELAY";
    }
}
