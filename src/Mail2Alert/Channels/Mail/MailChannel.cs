using Mail2Alert.Messages;
using Mail2Alert.Routing;
using Mail2Alert.Smtp;

namespace Mail2Alert.Channels.Mail;

/// <summary>Hands the notifier's own mail on to the relay, to those who are told (<c>mailto:a@example.com</c>) or to whom it was for.</summary>
internal sealed class MailChannel(Relay relay, MailComposer composer) : IChannel
{
    public const string SchemeName = "mailto";

    public string Scheme => SchemeName;

    public Task<Outcome> SendAsync(Notification notification, Target target, CancellationToken cancellationToken) =>
        relay.SendAsync(composer.Redirected(notification.Message, target.Address, notification.Audience), cancellationToken);

    /// <summary>Mail for recipients whom no source claims goes on unchanged, in one transaction.</summary>
    public Task<Outcome> ForwardAsync(Message message, IReadOnlyList<SmtpRecipient> recipients, CancellationToken cancellationToken) =>
        relay.SendAsync(composer.Forwarded(message, recipients), cancellationToken);
}
