using System.Collections.Frozen;
using System.Diagnostics;
using Mail2Alert.Channels;
using Mail2Alert.Channels.Mail;
using Mail2Alert.Deliveries;
using Mail2Alert.Messages;
using Mail2Alert.Routing;
using Mail2Alert.Smtp;

namespace Mail2Alert.Pipeline;

/// <summary>Sends what a decision asks for: all targets at once, each to its own end.</summary>
internal sealed class Dispatcher(IEnumerable<IChannel> channels, MailChannel? mail, DeliveredTargets delivered, TimeProvider clock)
{
    private readonly FrozenDictionary<string, IChannel> _channels = channels.ToFrozenDictionary(channel => channel.Scheme);

    public async Task<IReadOnlyList<Delivery>> SendAsync(Message message, Decision decision, CancellationToken cancellationToken)
    {
        var told = delivered.Of(message);
        var deliveries = await Task.WhenAll(Start(message, decision, told, cancellationToken));
        if (!deliveries.All(delivery => delivery.Outcome is Outcome.Delivered))
            delivered.Remember(message, deliveries.Where(delivery => delivery.Outcome is Outcome.Delivered).Select(delivery => delivery.To));
        return deliveries;
    }

    private IEnumerable<Task<Delivery>> Start(
        Message message, Decision decision, IReadOnlySet<string> told, CancellationToken cancellationToken) => decision switch
        {
            Decision.Forward => [ForwardAsync(message, message.Envelope.Recipients, told, cancellationToken)],
            Decision.Notify { Others.Count: > 0 } notify =>
                [.. Notify(message, notify.Routing, told, cancellationToken), ForwardAsync(message, notify.Others, told, cancellationToken)],
            Decision.Notify notify => Notify(message, notify.Routing, told, cancellationToken),
            Decision.Defer => [],
            _ => throw new UnreachableException(),
        };

    private IEnumerable<Task<Delivery>> Notify(
        Message message, RoutingDecision routing, IReadOnlySet<string> told, CancellationToken cancellationToken)
    {
        var notification = new Notification(message, routing.Alert, [.. routing.Targets.Select(routed => routed.Target)]);
        return routing.Targets.Select(routed => AttemptAsync(
            routed.Target.Text,
            routed.Target.Scheme,
            routed.Route.Name,
            told,
            () => _channels[routed.Target.Scheme].SendAsync(notification, routed.Target, cancellationToken)));
    }

    private Task<Delivery> ForwardAsync(
        Message message, IReadOnlyList<SmtpRecipient> recipients, IReadOnlySet<string> told, CancellationToken cancellationToken) =>
        AttemptAsync(
            string.Join(", ", recipients.Select(recipient => recipient.Address.ToString())),
            "relay",
            "no source claims it",
            told,
            () => mail is null ? Task.FromResult(NoRelay) : mail.ForwardAsync(message, recipients, cancellationToken));

    private static Outcome NoRelay { get; } =
        new Outcome.Failed("there is no `relay` to hand it on to", new SmtpReply(550, "5.1.2", "No relay for this recipient"));

    private async Task<Delivery> AttemptAsync(string to, string channel, string why, IReadOnlySet<string> told, Func<Task<Outcome>> send)
    {
        if (told.Contains(to))
            return new Delivery(to, channel, "told when this mail came before", new Outcome.Delivered(), TimeSpan.Zero);
        var start = clock.GetTimestamp();
        using var activity = Diagnostics.Activities.StartActivity("deliver", ActivityKind.Producer)?.SetTag("target", to);
        var outcome = await send();
        return new Delivery(to, channel, why, outcome, clock.GetElapsedTime(start));
    }
}
