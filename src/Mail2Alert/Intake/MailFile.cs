using Mail2Alert.Channels;
using Mail2Alert.Messages;
using Mail2Alert.Smtp;
using MimeKit;

namespace Mail2Alert.Intake;

/// <summary>A mail that lies in a file, in the envelope that its header remembers.</summary>
internal static class MailFile
{
    private static readonly string[] RecipientFields = ["Delivered-To", "X-Original-To", "Envelope-To", "To", "Cc"];

    /// <param name="bytes">The file, with any line ends.</param>
    /// <param name="peer">Who sent it.</param>
    /// <param name="sender">MAIL FROM; null to take Return-Path, else From.</param>
    /// <param name="recipients">RCPT TO; none to take what the header says first of Delivered-To, X-Original-To, Envelope-To, or To and Cc.</param>
    /// <param name="at">When it came.</param>
    public static Message Read(byte[] bytes, SmtpPeer peer, string? sender, IReadOnlyList<string> recipients, DateTimeOffset at)
    {
        var content = Content(bytes);
        var header = Of(content, peer, SmtpPath.Null, [], at);
        return Of(content, peer, sender is null ? Sender(header) : MailAddress.PathOf(sender), recipients.Count > 0 ? recipients : Recipients(header), at);
    }

    /// <summary>The bytes of a file as a mail's.</summary>
    public static OwnContent Content(byte[] bytes) => new(LineEnds.ToCrLf(bytes), !System.Text.Ascii.IsValid(bytes));

    private static Message Of(SmtpContent content, SmtpPeer peer, SmtpPath sender, IReadOnlyList<string> recipients, DateTimeOffset at) => new(new SmtpMessage(
        "file",
        at,
        new SmtpEnvelope(peer, sender, SmtpMailParameters.None, [.. recipients.Select(to => new SmtpRecipient(MailAddress.PathOf(to)))]),
        content));

    /// <summary>Return-Path, else From; the null sender where neither says anything.</summary>
    public static SmtpPath Sender(Message mail) =>
        mail.Header("Return-Path") is null ? First(mail, "From") : First(mail, "Return-Path");

    /// <summary>The first address of a field; the null sender where there is none.</summary>
    public static SmtpPath First(Message mail, string field) => Addresses(mail, field) is [var first, ..] ? MailAddress.PathOf(first) : SmtpPath.Null;

    /// <summary>What the header says first of Delivered-To, X-Original-To, Envelope-To, or To and Cc.</summary>
    public static IReadOnlyList<string> Recipients(Message mail) => RecipientFields.TakeWhile(field => field != "To")
        .Select(field => Addresses(mail, field)).FirstOrDefault(found => found.Count > 0)
        ?? [.. Addresses(mail, "To"), .. Addresses(mail, "Cc")];

    private static IReadOnlyList<string> Addresses(Message mail, string field) =>
        mail.Header(field) is { } text && InternetAddressList.TryParse(text, out var list) ? [.. list.Mailboxes.Select(mailbox => mailbox.Address)] : [];
}
