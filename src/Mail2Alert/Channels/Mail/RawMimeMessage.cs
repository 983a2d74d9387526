using System.Buffers;
using MimeKit;

namespace Mail2Alert.Channels.Mail;

/// <summary>
/// Lets MailKit send bytes instead of a composed message. MimeKit writes a field's raw value as it is, so one field holds the whole header;
/// then come its empty line and the body, which writes itself. The tests compare what arrives byte by byte.
/// </summary>
internal static class RawMimeMessage
{
    /// <summary>Hides the fields that MimeKit adds to any message of its own accord.</summary>
    public static FormatOptions Format(bool international)
    {
        var format = FormatOptions.Default.Clone();
        format.International = international;
        foreach (var id in (HeaderId[])[HeaderId.MimeVersion, HeaderId.ContentType, HeaderId.ContentTransferEncoding])
            format.HiddenHeaders.Add(id);
        return format;
    }

    public static MimeMessage Wrap(OutgoingMail mail)
    {
        var message = new MimeMessage();
        message.Headers.Clear();
        message.Headers.Add(HeaderField(mail.Header.Span));
        message.Body = new RawBody(mail.Body, mail.HasEightBit);
        return message;
    }

    private static Header HeaderField(ReadOnlySpan<byte> header)
    {
        var colon = header.IndexOf((byte)':');
        var field = new Header(System.Text.Encoding.ASCII.GetString(header[..colon]), "");
        field.SetRawValue(header[(colon + 1)..].ToArray());
        return field;
    }

    private sealed class RawBody : MimePart
    {
        private readonly ReadOnlySequence<byte> _bytes;

        public RawBody(ReadOnlySequence<byte> bytes, bool eightBit)
        {
            _bytes = bytes;
            // MailKit declares BODY=8BITMIME when a part says so.
            ContentTransferEncoding = eightBit ? ContentEncoding.EightBit : ContentEncoding.SevenBit;
        }

        public override void WriteTo(FormatOptions options, Stream stream, bool contentOnly, CancellationToken cancellationToken = default)
        {
            foreach (var segment in _bytes)
                stream.Write(segment.Span);
        }

        public override async Task WriteToAsync(
            FormatOptions options, Stream stream, bool contentOnly, CancellationToken cancellationToken = default)
        {
            foreach (var segment in _bytes)
                await stream.WriteAsync(segment, cancellationToken);
        }
    }
}
