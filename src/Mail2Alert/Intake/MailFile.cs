using Mail2Alert.Channels;
using Mail2Alert.Messages;
using Mail2Alert.Smtp;
using Mail2Alert.Storage;
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
        var lines = WithCrLf(bytes);
        var header = Of(lines, peer, SmtpPath.Null, [], at);
        return Of(lines, peer, sender is null ? Sender(header) : MailAddress.PathOf(sender), recipients.Count > 0 ? recipients : Recipients(header), at);
    }

    private static Message Of(byte[] bytes, SmtpPeer peer, SmtpPath sender, IReadOnlyList<string> recipients, DateTimeOffset at) => new(new SmtpMessage(
        "file",
        at,
        new SmtpEnvelope(peer, sender, SmtpMailParameters.None, [.. recipients.Select(to => new SmtpRecipient(MailAddress.PathOf(to)))]),
        new StoredContent(bytes, !System.Text.Ascii.IsValid(bytes))));

    // Mail in files has the line ends of the system that wrote it.
    private static byte[] WithCrLf(byte[] bytes)
    {
        var written = new List<byte>(bytes.Length);
        foreach (var octet in bytes)
        {
            if (octet == '\n' && (written.Count == 0 || written[^1] != '\r'))
                written.Add((byte)'\r');
            written.Add(octet);
        }
        return [.. written];
    }

    private static SmtpPath Sender(Message mail) =>
        Addresses(mail, mail.Header("Return-Path") is null ? "From" : "Return-Path") is [var first, ..] ? MailAddress.PathOf(first) : SmtpPath.Null;

    private static IReadOnlyList<string> Recipients(Message mail) => RecipientFields.TakeWhile(field => field != "To")
        .Select(field => Addresses(mail, field)).FirstOrDefault(found => found.Count > 0)
        ?? [.. Addresses(mail, "To"), .. Addresses(mail, "Cc")];

    private static IReadOnlyList<string> Addresses(Message mail, string field) =>
        mail.Header(field) is { } text && InternetAddressList.TryParse(text, out var list) ? [.. list.Mailboxes.Select(mailbox => mailbox.Address)] : [];
}
