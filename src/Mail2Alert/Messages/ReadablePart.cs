using System.Buffers;
using Mail2Alert.Smtp;

namespace Mail2Alert.Messages;

/// <summary>
/// As much of a mail as is read to make an alert of it. What lies beyond is passed on like the rest, but never parsed: a million fields or
/// parts must not cost more than they bring.
/// </summary>
internal static class ReadablePart
{
    // As Postfix (header_size_limit).
    public const int MaxHeader = 100 * 1024;

    // MimeKit's time for a file's name grows with the square of its length: a second was measured for one that fills the header.
    private const int MaxField = 32 * 1024;

    // An alert's text stands before what is attached.
    public const int MaxBody = 1024 * 1024;

    public static Stream Open(SmtpContent content, Trouble trouble) =>
        content.Length <= MaxField || Cut(content.Bytes, trouble) is not { } bytes ? content.OpenRead() : new MemoryStream(bytes, writable: false);

    // Null where nothing is too long.
    private static byte[]? Cut(ReadOnlySequence<byte> raw, Trouble trouble)
    {
        var reader = new SequenceReader<byte>(raw);
        var header = reader.IsNext("\r\n"u8, advancePast: true) ? ReadOnlySequence<byte>.Empty
            : reader.TryReadTo(out ReadOnlySequence<byte> fields, "\r\n\r\n"u8) ? fields
            : raw;
        var body = header.Length == raw.Length ? ReadOnlySequence<byte>.Empty : reader.UnreadSequence;
        if (header.Length > MaxHeader)
            trouble.Add($"Of its header only the first {MaxHeader / 1024} KiB were read.");
        if (body.Length > MaxBody)
            trouble.Add($"Of its body only the first {MaxBody / 1024} KiB were read.");
        if (header.Length <= MaxField && body.Length <= MaxBody)
            return null;
        return
        [
            .. ShortFields(header.Slice(0, Math.Min(header.Length, MaxHeader)).ToArray()),
            .. header.IsEmpty ? "\r\n"u8 : "\r\n\r\n"u8,
            .. body.Slice(0, Math.Min(body.Length, MaxBody)).ToArray(),
        ];
    }

    // Fields end where the next line does not begin with white space (RFC 5322 §2.2.3).
    private static byte[] ShortFields(byte[] header)
    {
        var (length, field) = (0, 0);
        for (var start = 0; start < header.Length;)
        {
            var lineFeed = header.AsSpan(start).IndexOf((byte)'\n');
            var line = lineFeed < 0 ? header.AsSpan(start) : header.AsSpan(start, lineFeed + 1);
            start += line.Length;
            field = line[0] is (byte)' ' or (byte)'\t' ? field : 0;
            if (field + line.Length > MaxField && field > 0)
                continue;
            if (line.Length > MaxField)
            {
                line = line[..MaxField];
                line[^1] = (byte)'\n';
            }
            line.CopyTo(header.AsSpan(length));
            field += line.Length;
            length += line.Length;
        }
        return header[..length];
    }
}
