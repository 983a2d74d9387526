using System.Buffers;
using Mail2Alert.Channels;
using Mail2Alert.Channels.Mail;
using Mail2Alert.Messages;
using Mail2Alert.Smtp;

namespace Mail2Alert.Cli.Sending;

/// <summary>A mail to be sent.</summary>
/// <param name="Sender">The envelope's sender; empty for the null sender.</param>
/// <param name="Recipients">The envelope's recipients.</param>
/// <param name="Content">Lines that end in CR LF.</param>
internal sealed record Submission(string Sender, IReadOnlyList<string> Recipients, byte[] Content)
{
    /// <summary>When the sender wants a report.</summary>
    public SmtpNotify Notify { get; init; }

    /// <summary>What else he asks for.</summary>
    public SmtpMailParameters Parameters { get; init; } = SmtpMailParameters.None;

    /// <summary>Why it cannot be sent; null when it can.</summary>
    public string? Mistake =>
        Recipients.Count == 0 ? "nobody to send it to: there is no recipient"
        : Recipients.Prepend(Sender).FirstOrDefault(address => address.Length > 0 && !MailAddress.IsValid(address)) is { } wrong
            ? $"'{wrong}' is no mail address"
        : null;

    public OutgoingMail ToOutgoing()
    {
        var header = HeaderBlock.Read(new ReadOnlySequence<byte>(Content));
        return new OutgoingMail(
            Sender.Length == 0 ? SmtpPath.Null : MailAddress.PathOf(Sender),
            Parameters,
            [.. Recipients.Select(recipient => new SmtpRecipient(MailAddress.PathOf(recipient)) { Notify = Notify })],
            header.Bytes.ToArray(),
            header.Body,
            !System.Text.Ascii.IsValid(Content));
    }
}
