using System.Buffers;
using System.Text;
using Mail2Alert.Messages;
using Mail2Alert.Routing;
using Mail2Alert.Smtp;

namespace Mail2Alert.Channels.Mail;

/// <summary>
/// What goes to the relay: the mail as it came below our trace fields, or the same with To and From rewritten for those who are told. The
/// body stays where it lies.
/// </summary>
internal sealed class MailComposer(string hostName, bool addPeerField)
{
    /// <summary>The mail as it came, to some or all of those to whom it came.</summary>
    /// <param name="message">The mail.</param>
    /// <param name="lines">Its <see cref="Message.Lines"/>.</param>
    /// <param name="recipients">To whom.</param>
    public OutgoingMail Forwarded(Message message, ReadOnlySequence<byte> lines, IReadOnlyList<SmtpRecipient> recipients)
    {
        var header = HeaderBlock.Read(lines);
        return Outgoing(message, header, header.Bytes, recipients);
    }

    /// <summary>
    /// The mail to one of those who are told. To names all of them and From the envelope's sender, as mail2alert-py wrote it; a bounce has no
    /// sender to name, and keeps its own From. A mail without a name gets one. What else is to be said stands in a field, and its first word in the subject, for people.
    /// </summary>
    public OutgoingMail Redirected(
        Message message, ReadOnlySequence<byte> lines, string recipient, IEnumerable<Target> audience, string? note = null)
    {
        var header = HeaderBlock.Read(lines);
        var sender = message.Envelope.Sender;
        var to = AddressField("To", audience.Where(target => target.Scheme == MailChannel.SchemeName).Select(target => target.Address));
        var from = sender.IsNull ? "" : AddressField("From", [sender.ToString()]);
        var noted = note is null ? "" : NoteFields(header, note);
        List<string> replaced = ["To", .. from.Length == 0 ? (string[])[] : ["From"], .. noted.Length == 0 ? (string[])[] : ["Subject"]];
        var fields = header.Replacing(replaced, to + from + noted + MessageId(message, header));
        return Outgoing(message, header, fields, [new SmtpRecipient(MailAddress.PathOf(recipient))]);
    }

    // The same at every attempt: a mailbox that gets it twice can tell. Without one, the next server would give each attempt its own.
    private string MessageId(Message message, HeaderBlock header) =>
        header.Count("Message-ID") == 0 ? $"Message-ID: <{message.Id}@{hostName}>\r\n" : "";

    // What the subject holds stays encoded as it is: encoded words may follow others (RFC 2047 §5).
    private static string NoteFields(HeaderBlock header, string note)
    {
        var subject = header.Value("Subject") is { } value ? $" {value.TrimStart(' ', '\t')}" : "\r\n";
        return $"Subject: [{note.Split(' ', ':')[0]}]{subject}{TraceFields.Note(note)}";
    }

    private OutgoingMail Outgoing(Message message, HeaderBlock original, ReadOnlySpan<byte> fields, IReadOnlyList<SmtpRecipient> recipients)
    {
        var trace = Encoding.ASCII.GetBytes(
            TraceFields.Received(message, hostName) + TraceFields.Passed(hostName) + (addPeerField ? TraceFields.Peer(message) : ""));
        byte[] header = [.. trace, .. fields];
        return new OutgoingMail(
            message.Envelope.Sender, message.Envelope.Parameters, recipients, header, original.Body, HasEightBit(message, original));
    }

    // What was binary has other octets now than those that came.
    private static bool HasEightBit(Message message, HeaderBlock lines) => message.IsBinary
        ? !Ascii.IsValid(lines.Bytes) || !Ascii.IsValid(lines.Body.FirstSpan)
        : message.HasEightBit;

    // One address a line: no line grows beyond the 998 octets of RFC 5322 §2.1.1.
    private static string AddressField(string name, IEnumerable<string> addresses) => $"{name}: {string.Join(",\r\n ", addresses)}\r\n";
}
