using System.Buffers;
using Mail2Alert.Smtp;

namespace Mail2Alert.Messages;

/// <summary>
/// As much of a mail as is read to make an alert of it. What lies beyond is passed on like the rest, but never parsed: a million fields or
/// parts must not cost more than they bring.
/// </summary>
internal static class ReadablePart
{
    // As Postfix (header_size_limit). MimeKit's time grows with the square of the lines that one field is folded into.
    public const int MaxHeader = 100 * 1024;

    // An alert's text stands before what is attached.
    public const int MaxBody = 1024 * 1024;

    public static Stream Open(SmtpContent content) =>
        content.Length <= MaxHeader ? content.OpenRead() : new MemoryStream(Cut(content.Bytes), writable: false);

    private static byte[] Cut(ReadOnlySequence<byte> raw)
    {
        var reader = new SequenceReader<byte>(raw);
        var header = reader.TryReadTo(out ReadOnlySequence<byte> fields, "\r\n\r\n"u8) ? fields : raw;
        var body = reader.UnreadSequence;
        return
        [
            .. header.Slice(0, Math.Min(header.Length, MaxHeader)).ToArray(),
            .. "\r\n\r\n"u8,
            .. header.Length == raw.Length ? [] : body.Slice(0, Math.Min(body.Length, MaxBody)).ToArray(),
        ];
    }
}
