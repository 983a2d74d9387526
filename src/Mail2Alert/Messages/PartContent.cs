using MimeKit;

namespace Mail2Alert.Messages;

/// <summary>The bytes of one part, decoded. No more than what was parsed, which is bounded.</summary>
internal static class PartContent
{
    public static byte[] Of(MimePart part)
    {
        if (part.Content is not { } content)
            return [];
        if (content is { Encoding: ContentEncoding.Default or ContentEncoding.SevenBit or ContentEncoding.EightBit or ContentEncoding.Binary, Stream: { } stream })
            return AsItIs(stream);
        // Decoded it is as long as it is written, or shorter.
        using var decoded = new MemoryStream((int)Math.Min(content.Stream?.Length ?? 0, ReadablePart.MaxBody));
        content.DecodeTo(decoded);
        return decoded.Length == decoded.Capacity ? decoded.GetBuffer() : decoded.ToArray();
    }

    /// <summary>The same for text, whose sender may have named an encoding that it does not have.</summary>
    public static byte[] Text(TextPart part)
    {
        if (part.Content is not { Encoding: ContentEncoding.Base64 } content)
            return Of(part);
        using var encoded = new MemoryStream();
        content.WriteTo(encoded);
        return Base64Text.Decode(encoded.ToArray());
    }

    // MimeKit would take it through a filter that changes nothing, and buffers three times as large.
    private static byte[] AsItIs(Stream content)
    {
        var bytes = new byte[content.Length];
        content.Position = 0;
        var length = 0;
        while (length < bytes.Length && content.Read(bytes, length, bytes.Length - length) is var read and > 0)
            length += read;
        content.Position = 0;
        return length == bytes.Length ? bytes : bytes[..length];
    }
}
