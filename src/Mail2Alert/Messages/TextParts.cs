using MimeKit;

namespace Mail2Alert.Messages;

/// <summary>Which parts of a mail are its text, rather than something that comes with it.</summary>
internal static class TextParts
{
    // Said in text, but not to people: a meeting, a business card, how another part looks, the same again for special clients.
    private static readonly string[] ForPrograms =
        ["calendar", "vcard", "x-vcard", "directory", "css", "x-amp-html", "watch-html", "rtf", "richtext", "javascript", "xml", "rfc822-headers"];

    /// <summary>True for text that a mail client shows in the mail.</summary>
    public static bool IsShown(TextPart part) =>
        part.ContentDisposition?.IsAttachment != true && !ForPrograms.Contains(part.ContentType.MediaSubtype, StringComparer.OrdinalIgnoreCase);

    /// <summary>The text that an entity begins with; null when it has none.</summary>
    /// <param name="entity">A part, or parts.</param>
    /// <param name="wanted">Which texts count.</param>
    public static TextPart? First(MimeEntity? entity, Func<TextPart, bool> wanted) => entity switch
    {
        TextPart text => wanted(text) ? text : null,
        MultipartRelated related => First(related.Root, wanted),
        Multipart multipart => multipart.Select(part => First(part, wanted)).FirstOrDefault(text => text is not null),
        MessagePart { Message.Body: { } inner } => First(inner, wanted),
        _ => null,
    };
}
