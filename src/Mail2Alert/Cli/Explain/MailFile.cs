using Mail2Alert.Channels;
using Mail2Alert.Messages;
using Mail2Alert.Smtp;
using Mail2Alert.Storage;
using MimeKit;

namespace Mail2Alert.Cli.Explain;

/// <summary>A mail in a file, in the envelope that its header remembers.</summary>
internal static class MailFile
{
    private static readonly string[] RecipientFields = ["Delivered-To", "X-Original-To", "Envelope-To", "To", "Cc"];

    /// <param name="file">Its name; <c>-</c> for standard input.</param>
    /// <param name="sender">MAIL FROM; null to take Return-Path, else From.</param>
    /// <param name="recipients">RCPT TO; none to take what the header says first of Delivered-To, X-Original-To, Envelope-To, or To and Cc.</param>
    /// <param name="clock">What the time is.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<Message> ReadAsync(
        string file, string? sender, IReadOnlyList<string> recipients, TimeProvider clock, CancellationToken cancellationToken)
    {
        var bytes = WithCrLf(await BytesAsync(file, cancellationToken));
        var mail = Of(bytes, SmtpPath.Null, [], clock);
        return Of(bytes, sender is null ? Sender(mail) : MailAddress.PathOf(sender), recipients.Count > 0 ? recipients : Recipients(mail), clock);
    }

    private static Message Of(byte[] bytes, SmtpPath sender, IReadOnlyList<string> recipients, TimeProvider clock) => new(new SmtpMessage(
        "explained",
        clock.GetUtcNow(),
        new SmtpEnvelope(
            new SmtpPeer("explain", null, null, null, true), sender, SmtpMailParameters.None, [.. recipients.Select(to => new SmtpRecipient(MailAddress.PathOf(to)))]),
        new StoredContent(bytes, !System.Text.Ascii.IsValid(bytes))));

    private static async Task<byte[]> BytesAsync(string file, CancellationToken cancellationToken)
    {
        if (file != "-")
            return await File.ReadAllBytesAsync(file, cancellationToken);
        await using var input = Console.OpenStandardInput();
        using var bytes = new MemoryStream();
        await input.CopyToAsync(bytes, cancellationToken);
        return bytes.ToArray();
    }

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
