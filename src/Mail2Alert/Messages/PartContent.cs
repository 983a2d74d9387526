using MimeKit;

namespace Mail2Alert.Messages;

/// <summary>The bytes of one part, decoded. No more than what was parsed, which is bounded.</summary>
internal static class PartContent
{
    public static byte[] Of(MimePart part)
    {
        if (part.Content is not { } content)
            return [];
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
}
