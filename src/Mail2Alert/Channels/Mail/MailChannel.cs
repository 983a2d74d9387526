using System.Buffers;
using Mail2Alert.Messages;
using Mail2Alert.Routing;
using Mail2Alert.Smtp;

namespace Mail2Alert.Channels.Mail;

/// <summary>Hands the notifier's own mail on to the relay, to those who are told (<c>mailto:a@example.com</c>) or to whom it was for.</summary>
internal sealed class MailChannel(Relay relay, MailComposer composer) : IChannel
{
    public const string SchemeName = "mailto";

    // RFC 3463 X.6.3.
    private static readonly Outcome.Failed NotConvertible = new(
        "its binary content cannot be written in lines, which the relay needs, without breaking a signature or a header",
        new SmtpReply(554, "5.6.3", "Conversion of the binary content is required and not possible"));

    // A binary mail in lines is in memory as a whole, a third larger than it came. Few at once, and memory stays bounded.
    private static readonly SemaphoreSlim Conversions = new(4);

    public string Scheme => SchemeName;

    public Task<Outcome> SendAsync(Notification notification, Target target, CancellationToken cancellationToken) => SendAsync(
        notification.Message,
        lines => composer.Redirected(notification.Message, lines, target.Address, notification.Audience, notification.Note),
        cancellationToken);

    /// <summary>Mail for recipients whom no source claims goes on unchanged, in one transaction.</summary>
    /// <param name="message">The mail.</param>
    /// <param name="recipients">To whom.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <param name="maySplit">True when it may go to some of them and not to others; false when one answer must hold for all.</param>
    public Task<Outcome> ForwardAsync(
        Message message, IReadOnlyList<SmtpRecipient> recipients, CancellationToken cancellationToken, bool maySplit = false) =>
        SendAsync(message, lines => composer.Forwarded(message, lines, recipients) with { MayBeSplit = maySplit }, cancellationToken);

    private Task<Outcome> SendAsync(Message message, Func<ReadOnlySequence<byte>, OutgoingMail> compose, CancellationToken cancellationToken) =>
        message.IsBinary ? ConvertAsync(message, compose, cancellationToken) : relay.SendAsync(compose(message.Raw), cancellationToken);

    private async Task<Outcome> ConvertAsync(
        Message message, Func<ReadOnlySequence<byte>, OutgoingMail> compose, CancellationToken cancellationToken)
    {
        try
        {
            await Conversions.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return new Outcome.Retry("too many binary mails were waiting to be written in lines");
        }

        try
        {
            return message.Lines() is { } lines ? await relay.SendAsync(compose(lines), cancellationToken) : NotConvertible;
        }
        finally
        {
            Conversions.Release();
        }
    }
}
