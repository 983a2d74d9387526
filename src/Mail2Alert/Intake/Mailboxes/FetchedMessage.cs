using Mail2Alert.Channels;
using Mail2Alert.Messages;
using Mail2Alert.Smtp;

namespace Mail2Alert.Intake.Mailboxes;

/// <summary>A fetched mail in the envelope that it had, as far as that can be known.</summary>
internal static class FetchedMessage
{
    /// <param name="bytes">The mail, with any line ends.</param>
    /// <param name="id">Names it in its mailbox.</param>
    /// <param name="terms">Of the mailbox.</param>
    /// <param name="at">When it is taken.</param>
    public static Message Of(byte[] bytes, string id, MailboxTerms terms, DateTimeOffset at)
    {
        var name = $"F{Guid.CreateVersion7(at):N}";
        var peer = new SmtpPeer(name, null, null, null, IsExtended: true) { Listener = new SmtpListener { Name = terms.Name } };
        var bare = new SmtpMessage(name, at, new SmtpEnvelope(peer, SmtpPath.Null, SmtpMailParameters.None, []), MailFile.Content(bytes));
        var header = new Message(bare);
        return new Message(bare with { Envelope = bare.Envelope with { Sender = Sender(header), Recipients = Recipients(header, terms) } })
        {
            Arrival = new Arrival(terms.Place, id, header.MessageId is { Length: > 0 } messageId ? messageId : null),
            Stays = !terms.HandsOn,
        };
    }

    // Whoever delivered it wrote down the sender (RFC 5321 §4.4). The From field is none: it would be told of failures.
    private static SmtpPath Sender(Message header) => MailFile.First(header, "Return-Path");

    private static IReadOnlyList<SmtpRecipient> Recipients(Message header, MailboxTerms terms) =>
        [.. (terms.To is { } to ? [to] : MailFile.Recipients(header)).Select(address => new SmtpRecipient(MailAddress.PathOf(address)))];
}
