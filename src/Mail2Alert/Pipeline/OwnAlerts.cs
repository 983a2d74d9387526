using Mail2Alert.Alerts;
using Mail2Alert.Routing;
using Mail2Alert.Storage;

namespace Mail2Alert.Pipeline;

/// <summary>Alerts that no mail brings: of mail that does not come, or of nothing heard for too long. They take the way of any other.</summary>
internal sealed class OwnAlerts(IStore store, AlertEngine engine, AlertTurns turns, Notices notices, DecisionLog log, WakeUp due)
{
    /// <summary>Decides about an alert and keeps it, with what else is remembered, in one commit.</summary>
    /// <param name="alert">The alert.</param>
    /// <param name="why">Whence it comes, in sentences.</param>
    /// <param name="memory">What is remembered in the same commit.</param>
    public async Task<StoreAnswer> RaiseAsync(Alert alert, IReadOnlyList<string> why, IReadOnlyList<MemoryRow> memory)
    {
        var mail = notices.Compose(alert);
        using var turn = await turns.TakeAsync(AlertId.Of(alert), CancellationToken.None);
        var decision = new Decision.Notify(engine.Decide(alert, mail.Id), [], why);
        var plan = DecisionPlan.Of(mail, decision);
        var answer = await store.KeepAsync(mail, plan with { Memory = [.. plan.Memory, .. memory] }, CancellationToken.None);
        if (answer is not StoreAnswer.Done)
            return answer;
        engine.Remember(decision.Routing, mail.Id);
        log.Tell(mail, decision);
        due.Signal();
        return answer;
    }
}
