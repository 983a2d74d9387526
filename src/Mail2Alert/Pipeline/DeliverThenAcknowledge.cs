using System.Diagnostics;
using Mail2Alert.Alerts;
using Mail2Alert.Channels;
using Mail2Alert.Deliveries;
using Mail2Alert.Messages;
using Mail2Alert.Routing;
using Mail2Alert.Smtp;
using Microsoft.Extensions.Logging;

namespace Mail2Alert.Pipeline;

/// <summary>
/// <c>acknowledge: delivered</c>: decides and delivers while the notifier waits, and answers by what came of it. Nobody waits longer than the
/// limit; what is not delivered by then is kept where there is a store, else it gets 451, and the notifier keeps the mail.
/// </summary>
internal sealed partial class DeliverThenAcknowledge(
    Processor processor,
    Dispatcher dispatcher,
    AlertEngine engine,
    AlertTurns turns,
    PipelineMetrics metrics,
    DecisionLog log,
    TimeSpan within,
    TimeProvider clock,
    ILogger<DeliverThenAcknowledge> logger,
    Remainder? remainder = null)
{
    public async Task<SmtpVerdict> AnswerAsync(Message message, CancellationToken cancellationToken)
    {
        var start = clock.GetTimestamp();
        using var activity = Diagnostics.Activities.StartActivity("mail", ActivityKind.Consumer);
        using var limit = new CancellationTokenSource(within, clock);
        using var time = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        IDisposable? turn = null;
        try
        {
            var decision = await DecideAsync(
                message,
                async alert =>
                {
                    turn = await TurnAsync(alert, time.Token);
                    return engine.DecideAndRemember(alert, message.Id);
                },
                limit.Token,
                time.Token);
            var (deliveries, isKept) = await DeliverAsync(message, decision, time.Token, cancellationToken);
            var verdict = decision is Decision.Defer defer ? await PutOffAsync(message, defer.Reason, cancellationToken)
                : decision is Decision.Split ? await PutOffAsync(message, "each of its alerts has to be kept by itself", cancellationToken)
                : isKept ? Verdict.Of(message, deliveries)
                : Verdict.Deferred(message.Id, "it could not be kept for those who are told later; try again later");
            Tell(new HandledMail(message, decision, deliveries, verdict.Safest!, clock.GetElapsedTime(start)), activity);
            return verdict;
        }
        finally
        {
            turn?.Dispose();
        }
    }

    private async ValueTask<Decision> DecideAsync(
        Message message, Func<Alert, ValueTask<RoutingDecision>> route, CancellationToken limit, CancellationToken either)
    {
        try
        {
            return await processor.DecideAsync(message, route, either);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            var why = $"what it needs to know was not there within {within.TotalSeconds} s (`limits: acknowledge-within`)";
            return new Decision.Defer("none", why, [why]);
        }
    }

    // When the client is gone, or the program stops at once, nobody would hear a 250: the mail stays the notifier's.
    private async Task<(IReadOnlyList<Delivery> Deliveries, bool IsKept)> DeliverAsync(
        Message message, Decision decision, CancellationToken time, CancellationToken cancellationToken)
    {
        var first = remainder is not null && decision is Decision.Notify { Routing: var routing }
            ? await remainder.FirstAsync(routing, cancellationToken)
            : FirstAttempts.AtAll;
        var deliveries = await SendAsync(message, decision, first, time);
        var isKept = true;
        if (remainder is not null && !cancellationToken.IsCancellationRequested)
            (deliveries, isKept) = await remainder.KeepAsync(message, decision, deliveries);
        dispatcher.Remember(message, deliveries);
        if (isKept && decision is Decision.Notify { Routing: var told })
            engine.Tell(told, message.Id, [.. told.Targets.Where((_, i) => IsSettled(deliveries[i])).Select(routed => routed.Target.Id)]);
        return (deliveries, isKept);
    }

    private async Task<IReadOnlyList<Delivery>> SendAsync(
        Message message, Decision decision, FirstAttempts first, CancellationToken cancellationToken)
    {
        IReadOnlyList<Delivery> deliveries = [];
        try
        {
            return deliveries = await dispatcher.SendAsync(message, decision, first, cancellationToken);
        }
        finally
        {
            if (decision is Decision.Notify { Routing: var routing })
                remainder?.Ended(routing, first.Behind, deliveries);
        }
    }

    private static bool IsSettled(Delivery delivery) => delivery.IsKept || delivery.Outcome is Outcome.Delivered;

    // Mails about one alert follow one another where the store has to know their order; else only those that tell of the same happening.
    private async Task<IDisposable?> TurnAsync(Alert alert, CancellationToken cancellationToken) =>
        remainder is not null ? await turns.TakeAsync(AlertId.Of(alert), cancellationToken)
        : alert.Occurrence is { } occurrence ? await turns.TakeAsync(AlertId.Of(alert) with { Mail = occurrence }, cancellationToken)
        : null;

    private async Task<SmtpReply> PutOffAsync(Message message, string why, CancellationToken cancellationToken) =>
        remainder is not null && !cancellationToken.IsCancellationRequested && await remainder.KeepUndecidedAsync(message)
            ? Verdict.Kept(message.Id)
            : Verdict.Deferred(message.Id, why);

    private void Tell(HandledMail handled, Activity? activity)
    {
        activity?.SetCustomProperty(nameof(HandledMail), handled);
        metrics.Record(handled);
        Log(handled);
    }

    private void Log(HandledMail mail)
    {
        foreach (var delivery in mail.Deliveries)
            LogTrouble(mail.Message.Id, delivery);
        if (logger.IsEnabled(LogLevel.Debug))
            LogHandled(mail.Message.Id, mail.Deliveries.Count, mail.Took.TotalMilliseconds, Printable.Of(mail.Reply.ToString()));
        log.Tell(mail.Message, mail.Decision);
    }

    private void LogTrouble(string mailId, Delivery delivery)
    {
        if (delivery.Outcome is Outcome.Retry retry)
            LogNotYet(mailId, Printable.Of(delivery.To), Printable.Of(retry.Why));
        else if (delivery.Outcome is Outcome.Failed failed)
            LogRefused(mailId, Printable.Of(delivery.To), Printable.Of(failed.Why));
    }

    [LoggerMessage(4000, LogLevel.Debug, "{MailId}: {Deliveries} deliveries in {Milliseconds:F1} ms, answered {Reply}")]
    private partial void LogHandled(string mailId, int deliveries, double milliseconds, string reply);

    [LoggerMessage(4001, LogLevel.Warning, "{MailId}: not delivered to {Target} yet: {Why}")]
    private partial void LogNotYet(string mailId, string target, string why);

    [LoggerMessage(4004, LogLevel.Warning, "{MailId}: refused for {Target}: {Why}")]
    private partial void LogRefused(string mailId, string target, string why);
}
