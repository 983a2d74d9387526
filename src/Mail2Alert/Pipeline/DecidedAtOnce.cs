using Mail2Alert.Alerts;
using Mail2Alert.Messages;
using Mail2Alert.Routing;
using Mail2Alert.Storage;

namespace Mail2Alert.Pipeline;

/// <summary>
/// Keeps a mail together with its decision, in one commit, where deciding needs nobody: no answer of an API that is not at hand, no other mail
/// about the same alert. It saves reading the mail back, and half the work of the disk.
/// </summary>
internal sealed class DecidedAtOnce(
    IStore store,
    Processor processor,
    AlertEngine engine,
    AlertTurns turns,
    DecisionWorker worker,
    WakeUp due,
    PipelineMetrics metrics,
    DecisionLog log,
    TimeProvider clock)
{
    /// <returns>What became of it; null when it cannot be decided at once, and nothing was done.</returns>
    public async Task<StoreAnswer?> TryKeepAsync(Message mail)
    {
        // Whoever waits for a decision came first.
        if (!worker.IsIdle)
            return null;
        var start = clock.GetTimestamp();
        var attempt = new Attempt();
        var deciding = processor.DecideAsync(mail, alert => RouteAsync(alert, mail.Id, attempt), CancellationToken.None);
        if (deciding is not { IsCompletedSuccessfully: true, Result: not Decision.Defer and var decision })
        {
            _ = LeaveAsync(deciding.AsTask(), attempt);
            return null;
        }
        using (attempt.Turn)
        {
            metrics.Decided(decision, clock.GetElapsedTime(start));
            return await KeepAsync(mail, decision);
        }
    }

    private async ValueTask<RoutingDecision> RouteAsync(Alert alert, string mailId, Attempt attempt)
    {
        attempt.Turn = await turns.TakeAsync(AlertId.Of(alert), CancellationToken.None);
        return engine.Decide(alert, mailId);
    }

    private async Task<StoreAnswer> KeepAsync(Message mail, Decision decision)
    {
        var plan = DecisionPlan.Of(mail, decision);
        var answer = await store.KeepAsync(mail, plan, CancellationToken.None);
        if (answer is not StoreAnswer.Done)
            return answer;
        foreach (var (part, _) in plan.Parts)
            worker.TakeUp(part.Id);
        if (decision is Decision.Notify { Routing: var routing })
            engine.Remember(routing, mail.Id);
        log.Tell(mail, decision);
        due.Signal();
        return answer;
    }

    // What it still asks for is at hand when the mail's turn comes; what went wrong goes wrong again, and is told, then.
    private static async Task LeaveAsync(Task deciding, Attempt attempt)
    {
        await deciding.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        attempt.Turn?.Dispose();
    }

    private sealed class Attempt
    {
        public IDisposable? Turn { get; set; }
    }
}
