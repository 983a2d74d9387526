using Mail2Alert.Alerts;
using Mail2Alert.Messages;
using Mail2Alert.Routing;
using Mail2Alert.Storage;
using Microsoft.Extensions.Logging;

namespace Mail2Alert.Pipeline;

/// <summary>One stored mail from its bytes to its deliveries, in one commit.</summary>
/// <param name="store">Has the mail.</param>
/// <param name="processor">Knows the story.</param>
/// <param name="engine">Knows the alerts.</param>
/// <param name="turns">Alerts are decided one after the other.</param>
/// <param name="budget">How much is read at once.</param>
/// <param name="metrics">Counts.</param>
/// <param name="log">Is told.</param>
/// <param name="takeUp">Decides about a mail that this one was split into.</param>
/// <param name="within">How long a mail waits for lookups.</param>
/// <param name="clock">Measures.</param>
/// <param name="logger">Is told of what is lost.</param>
internal sealed partial class MailDecider(
    IStore store,
    Processor processor,
    AlertEngine engine,
    AlertTurns turns,
    ReadBudget budget,
    PipelineMetrics metrics,
    DecisionLog log,
    Action<string> takeUp,
    TimeSpan within,
    TimeProvider clock,
    ILogger<MailDecider> logger)
{
    /// <returns>Why it cannot be decided yet; null when it is, and needs nothing more.</returns>
    public async Task<string?> DecideAsync(string mailId, CancellationToken cancellationToken)
    {
        using var share = await budget.TakeAsync(cancellationToken);
        if (await store.ReadAsync(mailId, cancellationToken) is not { } mail)
            return await GiveUpAsync(mailId, cancellationToken);
        share.Keep(mail.Message.Length);
        using var limit = new CancellationTokenSource(within, clock);
        using var time = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await DecideAsync(mail, time.Token, cancellationToken);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return $"what it needs to know was not there within {within.TotalSeconds} s (`limits: decide-within`)";
        }
    }

    private async Task<string?> DecideAsync(StoredMail stored, CancellationToken time, CancellationToken cancellationToken)
    {
        var (start, mail) = (clock.GetTimestamp(), stored.Message);
        IDisposable? turn = null;
        try
        {
            async ValueTask<RoutingDecision> RouteAsync(Alert alert)
            {
                turn = await turns.TakeAsync(AlertId.Of(alert), time);
                return engine.Decide(alert, mail.Id);
            }
            var decision = stored.Alert is { } known && PartOfMail.IsOne(mail.Id)
                ? await Processor.DecideAsync(mail, known, RouteAsync)
                : await processor.DecideAsync(mail, RouteAsync, time);
            metrics.Decided(decision, clock.GetElapsedTime(start));
            return decision is Decision.Defer defer ? defer.Reason : await CommitAsync(mail, decision, cancellationToken);
        }
        finally
        {
            turn?.Dispose();
        }
    }

    // Not cancelled: what is on its way to the disk may get there, and then it has to be remembered, too.
    private async Task<string?> CommitAsync(Message mail, Decision decision, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var plan = DecisionPlan.Of(mail, decision);
        var answer = await store.DecideAsync(mail.Id, plan, CancellationToken.None);
        if (answer is StoreAnswer.Full or StoreAnswer.Failed)
            return $"the decision could not be stored: {answer}";
        if (answer is StoreAnswer.Done && decision is Decision.Notify { Routing: var routing })
            engine.Remember(routing, mail.Id);
        foreach (var (part, _) in answer is StoreAnswer.Done ? plan.Parts : [])
            takeUp(part.Id);
        log.Tell(mail, decision);
        return null;
    }

    private async Task<string?> GiveUpAsync(string mailId, CancellationToken cancellationToken)
    {
        var answer = await store.DecideAsync(
            mailId, new MailDecision(null, null, ["its bytes are lost: nobody can be told"], []), cancellationToken);
        if (answer is StoreAnswer.Done)
            LogLost(mailId);
        return answer is StoreAnswer.Full or StoreAnswer.Failed ? $"its bytes are lost, and that could not be stored: {answer}" : null;
    }

    [LoggerMessage(4020, LogLevel.Critical, "{MailId}: its bytes are lost from the store; nobody is told of it")]
    private partial void LogLost(string mailId);
}
