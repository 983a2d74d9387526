using Mail2Alert.Alerts;
using Mail2Alert.Messages;
using Mail2Alert.Routing;
using Mail2Alert.Storage;

namespace Mail2Alert.Pipeline;

/// <summary>
/// Keeps a mail together with its decision, in one commit, where deciding needs nobody: no answer of an API that is not at hand, no other mail
/// about the same alert. It saves reading the mail back, and half the work of the disk. Any other is kept, and decided when its turn comes.
/// </summary>
internal sealed class MailKeeper(
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
    public async Task<StoreAnswer> KeepAsync(Message mail)
    {
        var start = clock.GetTimestamp();
        using var attempt = new Attempt();
        var deciding = processor.DecideAsync(mail, alert => RouteAsync(alert, mail.Id, attempt), attempt.Token);
        if (await DecisionAsync(deciding, attempt) is not { } decision)
            return await KeepUndecidedAsync(mail, attempt.Alert);
        metrics.Decided(decision, clock.GetElapsedTime(start));
        return await KeepAsync(mail, decision);
    }

    // Null when somebody has to be waited for. What is asked for is at hand when the mail's turn comes, and what went wrong goes wrong again, and
    // is told, then. Nobody looks at the mail behind this: once it is answered its memory belongs to another.
    private static async ValueTask<Decision?> DecisionAsync(ValueTask<Decision> deciding, Attempt attempt)
    {
        if (!deciding.IsCompletedSuccessfully)
        {
            attempt.GiveUp();
            var ending = deciding.AsTask();
            await ((Task)ending).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return ending.IsCompletedSuccessfully ? Final(await ending) : null;
        }
        return Final(deciding.Result);
    }

    private static Decision? Final(Decision decision) => decision is Decision.Defer ? null : decision;

    private async ValueTask<RoutingDecision> RouteAsync(Alert alert, string mailId, Attempt attempt)
    {
        var id = AlertId.Of(alert);
        attempt.Alert = id;
        // Whoever waits for a decision came first.
        if (worker.MayHave(id))
            await Task.Delay(Timeout.InfiniteTimeSpan, clock, attempt.Token);
        attempt.Turn = await turns.TakeAsync(id, attempt.Token);
        return engine.Decide(alert, mailId);
    }

    private async Task<StoreAnswer> KeepAsync(Message mail, Decision decision)
    {
        var plan = DecisionPlan.Of(mail, decision);
        var answer = await store.KeepAsync(mail, plan, CancellationToken.None);
        if (answer is not StoreAnswer.Done)
            return answer;
        foreach (var (part, alert) in plan.Parts)
            worker.TakeUp(part.Id, AlertId.Of(alert));
        if (decision is Decision.Notify { Routing: var routing })
            engine.Remember(routing, mail.Id);
        log.Tell(mail, decision);
        due.Signal();
        return answer;
    }

    private async Task<StoreAnswer> KeepUndecidedAsync(Message mail, AlertId? alert)
    {
        var answer = await store.KeepAsync(mail, CancellationToken.None);
        if (answer is StoreAnswer.Done)
            worker.TakeUp(mail.Id, alert);
        return answer;
    }

    private sealed class Attempt : IDisposable
    {
        private readonly CancellationTokenSource _end = new();

        public CancellationToken Token => _end.Token;

        public AlertId? Alert { get; set; }

        public IDisposable? Turn { get; set; }

        public void GiveUp() => _end.Cancel();

        public void Dispose()
        {
            Turn?.Dispose();
            _end.Dispose();
        }
    }
}
