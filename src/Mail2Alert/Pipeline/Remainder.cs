using System.Collections.Frozen;
using System.Diagnostics;
using Mail2Alert.Alerts;
using Mail2Alert.Channels;
using Mail2Alert.Deliveries;
using Mail2Alert.Messages;
using Mail2Alert.Routing;
using Mail2Alert.Storage;
using Microsoft.Extensions.Logging;

namespace Mail2Alert.Pipeline;

/// <summary>
/// What is left of a mail when its notifier has waited for the first attempts: it is committed, so that the notifier need not come again. Of a
/// mail of which nothing is left, the history is written behind the answer.
/// </summary>
internal sealed partial class Remainder(
    IStore store, DecisionWorker worker, WakeUp due, RetrySchedule schedule, History history, Aftermath aftermath, Throttle throttle,
    ILogger<Remainder> logger)
    : IAsyncDisposable
{
    /// <summary>
    /// What the store knows of the targets. Of those that are told now, the limits count this as told until <see cref="Ended"/>.
    /// </summary>
    public async Task<FirstAttempts> FirstAsync(RoutingDecision routing, CancellationToken cancellationToken)
    {
        var lanes = await LanesAsync(routing, cancellationToken);
        var behind = lanes.Where(lane => lane.Value.IsBusy).Select(lane => lane.Key).ToHashSet();
        foreach (var routed in routing.Targets.Where(routed => !behind.Contains(routed.Target)).ToList())
        {
            if (!await throttle.TryTakeAsync(routed.Receiver.Name, TargetId.Of(routed.Target), cancellationToken))
                behind.Add(routed.Target);
        }
        return new FirstAttempts(behind, lanes.Where(lane => !lane.Value.Memo.IsNone).ToDictionary(lane => lane.Key, lane => lane.Value.Memo));
    }

    /// <summary>The first attempts are over.</summary>
    /// <param name="routing">What was decided.</param>
    /// <param name="behind">Who was not told.</param>
    /// <param name="deliveries">How it ended for each of the targets; none when nothing came of it.</param>
    public void Ended(RoutingDecision routing, IReadOnlySet<Target> behind, IReadOnlyList<Delivery> deliveries)
    {
        foreach (var (i, routed) in routing.Targets.Index().Where(routed => !behind.Contains(routed.Item.Target)))
            throttle.Ended(routed.Receiver.Name, TargetId.Of(routed.Target), i < deliveries.Count && deliveries[i].Outcome is Outcome.Delivered);
    }

    /// <summary>Keeps a mail that cannot be decided while its notifier waits.</summary>
    /// <returns>False when it could not be kept.</returns>
    public async Task<bool> KeepUndecidedAsync(Message message)
    {
        if (!IsDone(message.Id, await store.KeepAsync(message, CancellationToken.None)))
            return false;
        worker.TakeUp(message.Id);
        return true;
    }

    /// <summary>
    /// Keeps what is not delivered yet, and what a fallback is to be told of. What was refused for good, to all for whom it was sent, is the
    /// notifier's to hear of.
    /// </summary>
    /// <returns>
    /// The deliveries, with those marked that the notifier need not care about any more; and false when others, who are told later, would never be.
    /// </returns>
    public async Task<(IReadOnlyList<Delivery> Deliveries, bool IsKept)> KeepAsync(Message message, Decision decision, IReadOnlyList<Delivery> deliveries)
    {
        if (decision is Decision.Defer or Decision.Split)
            return (deliveries, true);
        var isToldLater = decision is Decision.Notify { Routing: { Joined.Count: > 0 } or { State.Groups.Count: > 0 } };
        var plan = Plan(message, decision, deliveries);
        var open = Open(plan.Deliveries, deliveries);
        var owed = deliveries.Where(delivery => open.Any(other => other.For == delivery.For)).ToHashSet();
        var safe = deliveries.Select(delivery => owed.Contains(delivery) || delivery.Outcome is Outcome.Delivered).ToList();
        plan = plan with { Deliveries = [.. plan.Deliveries.Where((_, i) => safe[i])] };
        // What a target said is on disk before the next news of the alert is decided: that changes the message instead of sending another.
        var isRemembered = plan.Deliveries.Any(planned => planned.FirstAttempt?.Memo is not null);
        if (owed.Count == 0 && !isToldLater && !isRemembered)
        {
            if (safe.Contains(true))
                history.Write(message, plan);
            return (deliveries, true);
        }
        if (!IsDone(message.Id, await store.KeepAsync(message, plan, CancellationToken.None)))
            return (deliveries, !isToldLater);
        due.Signal();
        return ([.. deliveries.Select(delivery => delivery with { IsKept = owed.Contains(delivery) })], true);
    }

    /// <summary>Ends when all history is written.</summary>
    public ValueTask DisposeAsync() => history.DisposeAsync();

    // A store that cannot be asked must not keep news from people: better out of order than not at all.
    private async Task<IReadOnlyDictionary<Target, LaneState>> LanesAsync(RoutingDecision routing, CancellationToken cancellationToken)
    {
        IReadOnlyList<Target> targets = [.. routing.Targets.Select(routed => routed.Target)];
        try
        {
            var states = await store.LanesAsync(
                [.. targets.Select(target => PlannedDelivery.LaneOf(routing.Alert, TargetId.Of(target)))], cancellationToken);
            return targets.Zip(states).ToDictionary(lane => lane.First, lane => lane.Second);
        }
        catch (StoreException exception)
        {
            LogNoOrder(exception.Message);
            return FrozenDictionary<Target, LaneState>.Empty;
        }
    }

    private MailDecision Plan(Message message, Decision decision, IReadOnlyList<Delivery> deliveries)
    {
        var plan = DecisionPlan.Of(message, decision);
        return plan with
        {
            Deliveries = [.. plan.Deliveries.Select((planned, i) =>
                planned with { FirstAttempt = FollowedUp(message, plan.Alert, $"{message.Id}B0{i}", planned, End(deliveries[i])) })],
        };
    }

    private AttemptEnd? FollowedUp(Message message, Alert? alert, string id, PlannedDelivery planned, AttemptEnd? end) =>
        end is AttemptEnd.Dead dead
            ? dead with { FollowUp = aftermath.Of(message, alert, id, planned, dead) }
            : end;

    // A fallback that was told already, or is going to be, will do; one that was refused just now, too, is none.
    private static List<Delivery> Open(IReadOnlyList<PlannedDelivery> planned, IReadOnlyList<Delivery> deliveries)
    {
        var refused = planned.Where(delivery => delivery.FirstAttempt is AttemptEnd.Dead).Select(delivery => delivery.Target?.Id).ToHashSet();
        return [.. deliveries.Where((delivery, i) => delivery.Outcome is Outcome.Retry
            || planned[i].FirstAttempt?.FollowUp.Fallback?.Any(other => !refused.Contains(other.Target!.Id)) == true)];
    }

    private AttemptEnd? End(Delivery sent) => sent switch
    {
        { WasTried: false } => null,
        { Outcome: Outcome.Delivered delivered } => new AttemptEnd.Delivered(delivered.Reference) { Memo = delivered.Memo },
        { Outcome: Outcome.Failed failed } => new AttemptEnd.Dead(failed.Why, failed.Reply),
        { Outcome: Outcome.Retry retry } => new AttemptEnd.Again(retry.Why, schedule.After(1, retry.After)) { Memo = retry.Memo },
        _ => throw new UnreachableException(),
    };

    private bool IsDone(string mailId, StoreAnswer answer)
    {
        if (answer is StoreAnswer.Done)
            return true;
        LogNotKept(mailId, answer.ToString());
        return false;
    }

    [LoggerMessage(4011, LogLevel.Error, "{MailId}: not kept: {Answer}")]
    private partial void LogNotKept(string mailId, string answer);

    [LoggerMessage(4013, LogLevel.Error, "Whether earlier news waits cannot be seen, and nothing waits for it: {Why}")]
    private partial void LogNoOrder(string why);
}
