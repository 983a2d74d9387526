using System.Collections.Frozen;
using Mail2Alert.Channels;
using Mail2Alert.Channels.Mail;
using Mail2Alert.Deliveries;
using Mail2Alert.Storage;

namespace Mail2Alert.Pipeline;

/// <summary>One attempt at one stored delivery: reads the mail back and asks the channel.</summary>
internal sealed class StoredSender(
    IStore store, IEnumerable<IChannel> channels, MailChannel? relay, ConfiguredTargets targets, SendBudget budget, TimeSpan within, TimeProvider clock)
{
    private readonly FrozenDictionary<string, IChannel> _channels = channels.ToFrozenDictionary(channel => channel.Scheme);

    public async Task<Outcome> SendAsync(LeasedDelivery delivery, CancellationToken cancellationToken)
    {
        if (delivery.Target is { } gone && targets.Find(gone) is null)
            return new Outcome.Failed("no route names this target any more");
        using var share = await budget.TakeAsync(delivery.Destination, cancellationToken);
        if (await store.ReadAsync(delivery.MailId, cancellationToken) is not { } mail)
            return new Outcome.Failed("the mail's bytes are lost from the store");
        share.Keep(mail.Message.Length);
        using var limit = new CancellationTokenSource(within, clock);
        using var time = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        return delivery.Target is { } target
            ? await TellAsync(target, delivery, mail, time.Token)
            : await HandOnAsync(delivery, mail, time.Token);
    }

    private async Task<Outcome> TellAsync(TargetId id, LeasedDelivery delivery, StoredMail mail, CancellationToken cancellationToken)
    {
        if (mail.Alert is not { } alert || targets.Find(id) is not { } target)
            return new Outcome.Failed("the alert is lost from the store");
        if (!_channels.TryGetValue(target.Scheme, out var channel))
            return new Outcome.Failed($"nothing in the configuration serves {target.Scheme}: any more");
        var notification = new Notification(mail.Message, alert, targets.Known(mail.Audience))
        {
            Note = delivery.Note,
            Attempt = delivery.Attempt,
            Memo = delivery.Memo,
            Wording = targets.WordingOf(delivery.Route, delivery.Receiver),
            Receiver = delivery.Receiver,
            Route = delivery.Route,
        };
        return await channel.SendAsync(notification, target, cancellationToken);
    }

    private Task<Outcome> HandOnAsync(LeasedDelivery delivery, StoredMail mail, CancellationToken cancellationToken) => relay is null
        ? Task.FromResult<Outcome>(new Outcome.Failed("there is no `relay` to hand it on to"))
        : relay.ForwardAsync(mail.Message, delivery.Recipients, cancellationToken, maySplit: true);
}
