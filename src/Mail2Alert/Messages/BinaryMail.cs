using System.Buffers;
using MimeKit;

namespace Mail2Alert.Messages;

/// <summary>
/// Gives a mail that came as BINARYMIME the form of any other: parts that are not lines become Base64 (RFC 3030 §3, RFC 2045 §6). What the
/// parts hold stays the same; only how it is written changes.
/// </summary>
internal static class BinaryMail
{
    private static readonly FormatOptions Format = NewFormat();

    /// <summary>The mail in lines; null when that would change what may not change. The message is used up.</summary>
    public static ReadOnlySequence<byte>? ToLines(MimeMessage message)
    {
        if (message.Body is { } body && !TryEncode(body))
            return null;
        var lines = new MemoryStream();
        message.WriteTo(Format, lines);
        var bytes = new ReadOnlySequence<byte>(lines.GetBuffer(), 0, (int)lines.Length);

        // Whatever was left as it was, by MimeKit or by us, is seen here: nothing is taken on trust that could end a mail in its middle.
        return LineForm.Holds(bytes.FirstSpan) ? bytes : null;
    }

    // False when something would have to be encoded that is signed: the signature is over the bytes as they are (RFC 1847 §2.1).
    private static bool TryEncode(MimeEntity entity, bool isSigned = false)
    {
        switch (entity)
        {
            case Multipart multipart:
                Relabel(multipart, isSigned);
                isSigned |= multipart.ContentType.IsMimeType("multipart", "signed");
                return multipart.All(part => TryEncode(part, isSigned));
            case MessagePart { Message.Body: { } inner } attached:
                Relabel(attached, isSigned);
                return TryEncode(inner, isSigned);
            case MimePart part when isSigned || part.ContentType.IsMimeType("message", "*"):
                return IsLines(part);
            case MimePart part:
                Encode(part);
                return true;
            default:
                return true;
        }
    }

    private static void Encode(MimePart part)
    {
        if (!IsLines(part))
            part.ContentTransferEncoding = ContentEncoding.Base64;
        else if (part.ContentTransferEncoding == ContentEncoding.Binary)
            part.ContentTransferEncoding = ContentEncoding.EightBit;
    }

    // What is made of parts has no encoding of its own (RFC 2045 §6.4), and none of the parts is binary any more.
    private static void Relabel(MimeEntity entity, bool isSigned)
    {
        if (!isSigned && string.Equals(entity.Headers[HeaderId.ContentTransferEncoding]?.Trim(), "binary", StringComparison.OrdinalIgnoreCase))
            entity.Headers[HeaderId.ContentTransferEncoding] = "8bit";
    }

    private static bool IsLines(MimePart part)
    {
        if (part.Content is not { } content)
            return true;
        using var bytes = new MemoryStream();
        content.WriteTo(bytes);
        return LineForm.Holds(bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
    }

    private static FormatOptions NewFormat()
    {
        var format = FormatOptions.Default.Clone();
        format.NewLineFormat = NewLineFormat.Dos;
        format.EnsureNewLine = true;
        return format;
    }
}
