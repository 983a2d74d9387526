using Mail2Alert.Alerts;
using Mail2Alert.Messages;
using Mail2Alert.Routing;
using Mail2Alert.Storage;
using Microsoft.Extensions.Logging;

namespace Mail2Alert.Pipeline;

/// <summary>One stored mail from its bytes to its deliveries, in one commit.</summary>
internal sealed partial class MailDecider(
    IStore store,
    Processor processor,
    AlertEngine engine,
    AlertTurns turns,
    ReadBudget budget,
    PipelineMetrics metrics,
    DecisionLog log,
    TimeSpan within,
    TimeProvider clock,
    ILogger<MailDecider> logger)
{
    /// <returns>Why it cannot be decided yet; null when it is, and needs nothing more.</returns>
    public async Task<string?> DecideAsync(string mailId, CancellationToken cancellationToken)
    {
        using var share = await budget.TakeAsync(cancellationToken);
        if (await store.ReadAsync(mailId, cancellationToken) is not { Message: var mail })
            return await GiveUpAsync(mailId, cancellationToken);
        share.Keep(mail.Length);
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

    private async Task<string?> DecideAsync(Message mail, CancellationToken time, CancellationToken cancellationToken)
    {
        var start = clock.GetTimestamp();
        IDisposable? turn = null;
        try
        {
            var decision = await processor.DecideAsync(
                mail,
                async alert =>
                {
                    turn = await turns.TakeAsync(AlertId.Of(alert), time);
                    return engine.Decide(alert, mail.Id);
                },
                time);
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
        var answer = await store.DecideAsync(mail.Id, DecisionPlan.Of(mail, decision), CancellationToken.None);
        if (answer is StoreAnswer.Full or StoreAnswer.Failed)
            return $"the decision could not be stored: {answer}";
        if (answer is StoreAnswer.Done && decision is Decision.Notify { Routing: var routing })
            engine.Remember(routing, mail.Id);
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
