using MimeKit;

namespace Mail2Alert.Messages;

/// <summary>Tells kinds of mail apart by what their senders must write, never by words in their text.</summary>
internal static class MessageKinds
{
    /// <param name="message">The mail.</param>
    /// <param name="header">The first field of a name, decoded.</param>
    public static MessageKind Of(MimeMessage message, Func<string, string?> header) =>
        ReportOf(message.Body)
        ?? (header("X-Failed-Recipients") is not null ? MessageKind.DeliveryStatus // Exim, which sends no RFC 3464 before version 4.73.
            : IsAutoReply(header) ? MessageKind.AutoReply
            : HasCalendar(message.Body) ? MessageKind.Calendar
            : MessageKind.Ordinary);

    // RFC 6522: the type of a report is that of its second part, if it is not said.
    private static MessageKind? ReportOf(MimeEntity? body) => body switch
    {
        MultipartReport report => OfType(report.ReportType) ?? report.Select(part => OfType(part.ContentType.MediaSubtype)).FirstOrDefault(kind => kind is not null),
        MimePart part when part.ContentType.IsMimeType("message", "*") => OfType(part.ContentType.MediaSubtype),
        _ => null,
    };

    private static MessageKind? OfType(string? type) => type?.ToLowerInvariant() switch
    {
        "delivery-status" or "global-delivery-status" => MessageKind.DeliveryStatus,
        "disposition-notification" or "global-disposition-notification" => MessageKind.DispositionNotification,
        "feedback-report" => MessageKind.SpamReport,
        _ => null,
    };

    // RFC 3834 §5.1 and what was written before it. X-Auto-Response-Suppress asks for silence, and says nothing of the mail it stands in.
    private static bool IsAutoReply(Func<string, string?> header) =>
        Says(header("Auto-Submitted"), "auto-replied")
        || Says(header("Precedence"), "auto_reply")
        || (header("X-Autoreply") is { } reply && !Says(reply, "no"))
        || header("X-Autorespond") is not null;

    // Parameters and comments may follow.
    private static bool Says(string? field, string word) =>
        field is not null && field.Split(';', '(')[0].Trim().Equals(word, StringComparison.OrdinalIgnoreCase);

    private static bool HasCalendar(MimeEntity? body) =>
        TextParts.First(body, text => text.ContentType.IsMimeType("text", "calendar") && text.ContentDisposition?.IsAttachment != true) is not null;
}
