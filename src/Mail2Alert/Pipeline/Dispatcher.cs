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

    /// <param name="message">The mail.</param>
    /// <param name="decision">What is to become of it.</param>
    /// <param name="first">What is known of its targets.</param>
    /// <param name="cancellationToken">Ends what is under way.</param>
    /// <returns>In the order of <see cref="DecisionPlan"/>.</returns>
    public async Task<IReadOnlyList<Delivery>> SendAsync(
        Message message, Decision decision, FirstAttempts first, CancellationToken cancellationToken)
    {
        var parts = await Task.WhenAll(Start(message, decision, first, cancellationToken));
        return [.. parts.SelectMany(part => part)];
    }

    /// <summary>When the notifier is going to come again for some of it, what is done by then is not done again.</summary>
    public void Remember(Message message, IReadOnlyList<Delivery> deliveries)
    {
        if (deliveries.All(IsDone))
            return;
        foreach (var part in deliveries.GroupBy(delivery => delivery.For))
            delivered.Remember(message, part.Key, part.Where(IsDone).Select(delivery => delivery.Key));
    }

    private static bool IsDone(Delivery delivery) => delivery.IsKept || delivery.Outcome is Outcome.Delivered;

    // What is sent for some of the recipients and what is sent for the others have nothing to do with each other.
    private IEnumerable<Task<Delivery[]>> Start(
        Message message, Decision decision, FirstAttempts first, CancellationToken cancellationToken) =>
        decision switch
        {
            Decision.Forward => [ForwardAsync(message, message.Envelope.Recipients, cancellationToken)],
            Decision.Notify { Others.Count: > 0 } notify =>
                [NotifyAsync(message, notify, first, cancellationToken), ForwardAsync(message, notify.Others, cancellationToken)],
            Decision.Notify notify => [NotifyAsync(message, notify, first, cancellationToken)],
            Decision.Defer or Decision.Split => [],
            _ => throw new UnreachableException(),
        };

    private Task<Delivery[]> NotifyAsync(
        Message message, Decision.Notify notify, FirstAttempts first, CancellationToken cancellationToken)
    {
        var routing = notify.Routing;
        var notification = new Notification(message, routing.Alert, [.. routing.Targets.Select(routed => routed.Target)]);
        var recipients = notify.Others.Count == 0 ? message.Envelope.Recipients : [.. message.Envelope.Recipients.Except(notify.Others)];
        return AttemptAllAsync(message, recipients, [.. routing.Targets.Select(routed => new Attempt(
            routed.Target.Id,
            routed.Target.Text,
            routed.Target.Scheme,
            routed.Route.Name,
            () => first.Behind.Contains(routed.Target)
                ? Task.FromResult(Behind)
                : _channels[routed.Target.Scheme].SendAsync(For(routed, notification, first), routed.Target, cancellationToken)))]);
    }

    private static Notification For(RoutedTarget routed, Notification notification, FirstAttempts first) => notification with
    {
        Memo = first.Memos.GetValueOrDefault(routed.Target, Memo.None),
        Wording = routed.Route.Options.Wording?.Over(routed.Receiver.Wording) ?? routed.Receiver.Wording,
        Receiver = routed.Receiver.Name,
        Route = routed.Route.Name,
    };

    private Task<Delivery[]> ForwardAsync(Message message, IReadOnlyList<SmtpRecipient> recipients, CancellationToken cancellationToken) =>
        AttemptAllAsync(message, recipients, [new Attempt(
            "relay",
            string.Join(", ", recipients.Select(recipient => recipient.Address.ToString())),
            "relay",
            "no source claims it",
            () => mail is null ? Task.FromResult(NoRelay) : mail.ForwardAsync(message, recipients, cancellationToken))]);

    private static Outcome Behind { get; } = new Outcome.Retry("earlier news of this alert waits for it, or its `limit` holds it back");

    private static Outcome NoRelay { get; } =
        new Outcome.Failed("there is no `relay` to hand it on to", new SmtpReply(550, "5.1.2", "No relay for this recipient"));

    private Task<Delivery[]> AttemptAllAsync(Message message, IReadOnlyList<SmtpRecipient> recipients, IReadOnlyList<Attempt> attempts)
    {
        var told = delivered.Of(message, recipients);
        return Task.WhenAll(attempts.Select(attempt => AttemptAsync(attempt, recipients, told)));
    }

    private async Task<Delivery> AttemptAsync(Attempt attempt, IReadOnlyList<SmtpRecipient> recipients, IReadOnlySet<string> told)
    {
        var (key, to, channel, why, send) = attempt;
        if (told.Contains(key))
            return new Delivery(to, channel, "told when this mail came before", new Outcome.Delivered(), TimeSpan.Zero) { Key = key, For = recipients };
        var start = clock.GetTimestamp();
        using var activity = Diagnostics.Activities.StartActivity("deliver", ActivityKind.Producer)?.SetTag("target", to);
        var outcome = await send();
        return new Delivery(to, channel, why, outcome, clock.GetElapsedTime(start)) { Key = key, For = recipients, WasTried = outcome != Behind };
    }

    private sealed record Attempt(string Key, string To, string Channel, string Why, Func<Task<Outcome>> Send);
}
