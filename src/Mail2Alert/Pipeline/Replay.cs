using System.Security.Cryptography;
using Mail2Alert.Alerts;
using Mail2Alert.Deliveries;
using Mail2Alert.Storage;
using Microsoft.Extensions.Logging;

namespace Mail2Alert.Pipeline;

/// <summary>
/// Decides anew about a mail that is kept, by the configuration of now, and queues what follows. What is remembered of its alert is neither
/// asked nor changed: the mail is old news, and has the event that it had. A mail that was split is told as a whole; each part can be replayed, too.
/// </summary>
internal sealed partial class Replay(
    IStore store,
    Processor processor,
    Routing.Router router,
    ReadBudget budget,
    WakeUp wake,
    TimeSpan within,
    TimeProvider clock,
    ILogger<Replay> logger)
{
    // As many deliveries as one mail has at the very most.
    private const int MostOpen = 1000;

    public async Task<ReplayedMail> RunAsync(ReplayOrder order, CancellationToken cancellationToken)
    {
        using var share = await budget.TakeAsync(cancellationToken);
        if (await store.ReadAsync(order.Mail, cancellationToken) is not { } mail)
            return new ReplayedMail(order.Mail, [], [], "there is no such mail, or its bytes are lost");
        share.Keep(mail.Message.Length);
        var replayed = await DecideAsync(mail, order, cancellationToken);
        return replayed with { ReceivedAt = mail.Message.ReceivedAt, Sender = mail.Message.Envelope.Sender.ToString(), Subject = mail.Message.Subject };
    }

    private async Task<ReplayedMail> DecideAsync(StoredMail mail, ReplayOrder order, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(within, clock);
        using var time = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            ValueTask<Routing.RoutingDecision> RouteAsync(Alert alert) => new(router.Route(AsItWas(alert, mail.Alert), null));
            var decision = mail.Alert is { } known && PartOfMail.IsOne(order.Mail)
                ? await Processor.DecideAsync(mail.Message, known, RouteAsync)
                : await processor.Unsplit.DecideAsync(mail.Message, RouteAsync, time.Token);
            return decision is Decision.Defer defer
                ? new ReplayedMail(order.Mail, [], defer.Why, $"it cannot be decided now: {defer.Reason}")
                : await QueueAsync(mail, DecisionPlan.Of(mail.Message, decision), order, cancellationToken);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return new ReplayedMail(
                order.Mail, [], [], $"what it needs to know was not there within {within.TotalSeconds} s (`limits: decide-within`)");
        }
    }

    // Without edges nothing is put right by what is remembered. What was put right when the mail came stays so.
    private static Alert AsItWas(Alert alert, Alert? then) =>
        then is not null && (then.Source, then.Key) == (alert.Source, alert.Key)
            ? alert with { Edges = null, Event = then.Event, Labels = alert.Labels.With("event", then.Event) }
            : alert with { Edges = null };

    private async Task<ReplayedMail> QueueAsync(StoredMail mail, MailDecision decision, ReplayOrder order, CancellationToken cancellationToken)
    {
        var open = await OpenAsync(order.Mail, cancellationToken);
        var judged = decision.Deliveries.Select(planned => (Planned: planned, Judged: Judge(planned, order, open))).ToList();
        var replayed = new ReplayedMail(order.Mail, [.. judged.Select(one => one.Judged)], decision.Why, null);
        var wanted = judged.Where(one => one.Judged.Skipped is null).Select(one => one.Planned).ToList();
        return order.IsDry || wanted.Count == 0 ? replayed : await CommitAsync(mail, decision with { Deliveries = Anew(wanted) }, replayed);
    }

    private async Task<Dictionary<string, DeliveryRow>> OpenAsync(string mailId, CancellationToken cancellationToken)
    {
        var page = await store.Desk.ListAsync(new DeliveryQuery { MailId = mailId, IsUndelivered = true, Most = MostOpen }, cancellationToken);
        return page.Items.Where(row => row.State != DeliveryState.Dead)
            .DistinctBy(row => Key(row.Target, row.Recipients))
            .ToDictionary(row => Key(row.Target, row.Recipients));
    }

    private static ReplayedTarget Judge(PlannedDelivery planned, ReplayOrder order, Dictionary<string, DeliveryRow> open)
    {
        var name = Addressee.Of(planned.Target, planned.Recipients);
        var skipped = !order.Wants(name) ? "not asked for"
            : open.GetValueOrDefault(Key(planned.Target, planned.Recipients)) is { } row ? $"delivery {row.Id} is {row.State}".ToLowerInvariant()
            : null;
        return new ReplayedTarget(name, planned.Route, skipped);
    }

    private static string Key(TargetId? target, IReadOnlyList<Smtp.SmtpRecipient> recipients) => target?.Id ?? Addressee.Of(null, recipients);

    // A target that can tell a repetition would swallow it under the old key.
    private static List<PlannedDelivery> Anew(List<PlannedDelivery> planned)
    {
        var replay = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
        return [.. planned.Select(delivery => delivery with { IdempotencyKey = $"{delivery.IdempotencyKey}.{replay}" })];
    }

    // Not cancelled: what is on its way to the disk may get there.
    private async Task<ReplayedMail> CommitAsync(StoredMail mail, MailDecision decision, ReplayedMail replayed)
    {
        string[] why = [.. mail.Why, $"replayed {clock.GetUtcNow():yyyy-MM-dd HH:mm:ss}Z by an operator:", .. decision.Why];
        var answer = await store.AddAsync(replayed.Mail, decision with { State = null, Why = why }, CancellationToken.None);
        if (answer.Refusal is { } refusal)
            return replayed with { Trouble = refusal };
        LogReplayed(replayed.Mail, decision.Deliveries.Count);
        wake.Signal();
        return replayed;
    }

    [LoggerMessage(4200, LogLevel.Information, "{MailId}: replayed by an operator, {Deliveries} deliveries queued")]
    private partial void LogReplayed(string mailId, int deliveries);
}
