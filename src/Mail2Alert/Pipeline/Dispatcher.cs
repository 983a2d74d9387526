using System.Collections.Frozen;
using System.Diagnostics;
using Mail2Alert.Channels;
using Mail2Alert.Channels.Mail;
using Mail2Alert.Deliveries;
using Mail2Alert.Messages;
using Mail2Alert.Smtp;

namespace Mail2Alert.Pipeline;

/// <summary>Sends what a decision asks for: all targets at once, each to its own end.</summary>
internal sealed class Dispatcher(IEnumerable<IChannel> channels, MailChannel? mail, DeliveredTargets delivered, TimeProvider clock)
{
    private readonly FrozenDictionary<string, IChannel> _channels = channels.ToFrozenDictionary(channel => channel.Scheme);

    public async Task<IReadOnlyList<Delivery>> SendAsync(Message message, Decision decision, CancellationToken cancellationToken)
    {
        var parts = await Task.WhenAll(Start(message, decision, cancellationToken));
        if (!parts.All(part => part.All(IsDelivered)))
        {
            foreach (var part in parts.Where(part => part.Length > 0))
                delivered.Remember(message, part[0].For, part.Where(IsDelivered).Select(delivery => delivery.To));
        }
        return [.. parts.SelectMany(part => part)];
    }

    private static bool IsDelivered(Delivery delivery) => delivery.Outcome is Outcome.Delivered;

    // What is sent for some of the recipients and what is sent for the others have nothing to do with each other.
    private IEnumerable<Task<Delivery[]>> Start(Message message, Decision decision, CancellationToken cancellationToken) => decision switch
    {
        Decision.Forward => [ForwardAsync(message, message.Envelope.Recipients, cancellationToken)],
        Decision.Notify { Others.Count: > 0 } notify =>
            [NotifyAsync(message, notify, cancellationToken), ForwardAsync(message, notify.Others, cancellationToken)],
        Decision.Notify notify => [NotifyAsync(message, notify, cancellationToken)],
        Decision.Defer => [],
        _ => throw new UnreachableException(),
    };

    private Task<Delivery[]> NotifyAsync(Message message, Decision.Notify notify, CancellationToken cancellationToken)
    {
        var routing = notify.Routing;
        var notification = new Notification(message, routing.Alert, [.. routing.Targets.Select(routed => routed.Target)]);
        var recipients = notify.Others.Count == 0 ? message.Envelope.Recipients : [.. message.Envelope.Recipients.Except(notify.Others)];
        return AttemptAllAsync(message, recipients, [.. routing.Targets.Select(routed => new Attempt(
            routed.Target.Text,
            routed.Target.Scheme,
            routed.Route.Name,
            () => _channels[routed.Target.Scheme].SendAsync(notification, routed.Target, cancellationToken)))]);
    }

    private Task<Delivery[]> ForwardAsync(Message message, IReadOnlyList<SmtpRecipient> recipients, CancellationToken cancellationToken) =>
        AttemptAllAsync(message, recipients, [new Attempt(
            string.Join(", ", recipients.Select(recipient => recipient.Address.ToString())),
            "relay",
            "no source claims it",
            () => mail is null ? Task.FromResult(NoRelay) : mail.ForwardAsync(message, recipients, cancellationToken))]);

    private static Outcome NoRelay { get; } =
        new Outcome.Failed("there is no `relay` to hand it on to", new SmtpReply(550, "5.1.2", "No relay for this recipient"));

    private Task<Delivery[]> AttemptAllAsync(Message message, IReadOnlyList<SmtpRecipient> recipients, IReadOnlyList<Attempt> attempts)
    {
        var told = delivered.Of(message, recipients);
        return Task.WhenAll(attempts.Select(attempt => AttemptAsync(attempt, recipients, told)));
    }

    private async Task<Delivery> AttemptAsync(Attempt attempt, IReadOnlyList<SmtpRecipient> recipients, IReadOnlySet<string> told)
    {
        var (to, channel, why, send) = attempt;
        if (told.Contains(to))
            return new Delivery(to, channel, "told when this mail came before", new Outcome.Delivered(), TimeSpan.Zero) { For = recipients };
        var start = clock.GetTimestamp();
        using var activity = Diagnostics.Activities.StartActivity("deliver", ActivityKind.Producer)?.SetTag("target", to);
        var outcome = await send();
        return new Delivery(to, channel, why, outcome, clock.GetElapsedTime(start)) { For = recipients };
    }

    private sealed record Attempt(string To, string Channel, string Why, Func<Task<Outcome>> Send);
}
