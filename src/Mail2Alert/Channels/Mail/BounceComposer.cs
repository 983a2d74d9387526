using System.Buffers;
using System.Text;
using Mail2Alert.Messages;
using MimeKit;

namespace Mail2Alert.Channels.Mail;

/// <summary>Writes the report to a sender whose mail was acknowledged and cannot be delivered (RFC 3464).</summary>
internal sealed class BounceComposer(string hostName, string relayHost)
{
    // As Postfix returns (bounce_size_limit): whoever sent the mail has it.
    private const int MostReturned = 50_000;

    /// <param name="original">The mail that failed; it has a sender.</param>
    /// <param name="id">Names the report.</param>
    /// <param name="at">When it is written.</param>
    /// <param name="recipients">Who never gets it.</param>
    public byte[] Compose(Message original, string id, DateTimeOffset at, IReadOnlyList<Undelivered> recipients)
    {
        using var mail = new MimeMessage { Date = at, MessageId = $"{id}@{hostName}", Subject = "Your mail could not be delivered" };
        mail.From.Add(new MailboxAddress("Mail2Alert", $"MAILER-DAEMON@{hostName}"));
        if (MailboxAddress.TryParse(original.Envelope.Sender.ToString(), out var sender))
            mail.To.Add(sender);
        // RFC 3834 §5, as for any answer that no person writes.
        mail.Headers.Add("Auto-Submitted", "auto-replied");
        mail.Body = new MultipartReport("delivery-status")
        {
            Text(Explanation(original, recipients)),
            Part("message", "delivery-status", Encoding.ASCII.GetBytes(DeliveryStatus.Write(original, hostName, relayHost, recipients))),
            Returned(original),
        };
        ((Multipart)mail.Body).Boundary = $"report-{id}";
        return Bytes(mail, original.Envelope.Sender.IsInternational);
    }

    private string Explanation(Message original, IReadOnlyList<Undelivered> recipients)
    {
        var text = new StringBuilder($"This is Mail2Alert on {hostName}.\r\n\r\n");
        text.Append($"Your mail of {original.ReceivedAt:yyyy-MM-dd HH:mm} UTC could not be delivered to\r\n");
        foreach (var recipient in recipients)
            text.Append($"\r\n  <{Printable.Of(recipient.Address.ToString())}>\r\n    {Printable.Of(recipient.Why)}\r\n");
        return text.Append("\r\nIt is not tried any more.\r\n").ToString();
    }

    // The whole mail only to those who asked, and if any relay will take it (RFC 3461 §4.3); of a mail that nobody may read on the way, and of
    // all others, the header.
    private static MimePart Returned(Message original)
    {
        var wantsAll = original.Envelope.Parameters is { Return: "FULL", RequireTls: false };
        if (wantsAll && !original.HasEightBit && !original.IsBinary && original.Length <= MostReturned)
            return Part("message", "rfc822", original.Raw.ToArray());
        var header = HeaderBlock.Read(original.Raw.Slice(0, Math.Min(original.Length, MostReturned))).Bytes.ToArray();
        return Ascii.IsValid(header)
            ? Part("text", "rfc822-headers", header)
            : Part("message", "global-headers", header, ContentEncoding.QuotedPrintable);
    }

    private static TextPart Text(string text) => new("plain")
    {
        Text = text,
        ContentTransferEncoding = Ascii.IsValid(text) ? ContentEncoding.SevenBit : ContentEncoding.QuotedPrintable,
    };

    private static MimePart Part(string type, string subtype, byte[] content, ContentEncoding encoding = ContentEncoding.SevenBit) =>
        new(type, subtype) { Content = new MimeContent(new MemoryStream(content)), ContentTransferEncoding = encoding };

    private static byte[] Bytes(MimeMessage mail, bool international)
    {
        var format = FormatOptions.Default.Clone();
        format.NewLineFormat = NewLineFormat.Dos;
        format.International = international;
        using var bytes = new MemoryStream();
        mail.WriteTo(format, bytes);
        return bytes.ToArray();
    }
}
