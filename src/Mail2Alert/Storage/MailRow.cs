using Mail2Alert.Smtp;

namespace Mail2Alert.Storage;

/// <summary>A mail as a list shows it.</summary>
/// <param name="Id">Names it.</param>
/// <param name="ReceivedAt">When it came.</param>
/// <param name="Size">Octets.</param>
/// <param name="Client">The address that it came from; null on a transport without addresses.</param>
/// <param name="Sender">MAIL FROM; empty for the null sender.</param>
/// <param name="Recipients">RCPT TO.</param>
/// <param name="Subject">Null when it is not known, or not yet.</param>
/// <param name="Source">The source that read it; null when none did, or not yet.</param>
internal sealed record MailRow(
    string Id,
    DateTimeOffset ReceivedAt,
    long Size,
    string? Client,
    string Sender,
    IReadOnlyList<string> Recipients,
    string? Subject,
    string? Source)
{
    public static MailRow Of(
        string id, DateTimeOffset receivedAt, long size, SmtpEnvelope envelope, string? subject, string? source) => new(
        id,
        receivedAt,
        size,
        envelope.Peer.Remote?.Address.ToString(),
        envelope.Sender.ToString(),
        [.. envelope.Recipients.Select(recipient => recipient.Address.ToString())],
        subject,
        source);
}
