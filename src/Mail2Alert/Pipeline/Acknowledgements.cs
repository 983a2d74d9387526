using Mail2Alert.Alerts;
using Mail2Alert.Routing;
using Mail2Alert.Storage;
using Microsoft.Extensions.Logging;

namespace Mail2Alert.Pipeline;

/// <summary>Lets people say that they take care of an alert: it is on disk before it counts, and lasts until the alert recovers.</summary>
internal sealed partial class Acknowledgements(
    IStore store, AlertEngine engine, AlertMemory alerts, AlertTurns turns, TimeProvider clock, ILogger<Acknowledgements> logger)
{
    private const int LongestName = 1000;

    public async Task<AcknowledgeAnswer> RunAsync(AcknowledgeOrder order, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(order.By) || order.By.Length > LongestName)
            return AcknowledgeAnswer.Refused($"a name has 1 to {LongestName} characters");
        if (Find(order) is not { } id)
            return AcknowledgeAnswer.Refused("there is no such alert; `mail2alert alerts list` shows all");
        using var turn = await turns.TakeAsync(id, cancellationToken);
        var state = engine.Recall(id);
        if (state is not { Status: AlertStatus.Firing })
            return AcknowledgeAnswer.Refused("it does not fire: there is nothing to take care of");
        if (state.Acknowledged is null && !order.IsTaken)
            return AcknowledgeAnswer.Refused("nobody has acknowledged it");
        return await KeepAsync(id, state with { Acknowledged = order.IsTaken ? new Acknowledged(order.By, clock.GetUtcNow()) : null }, order);
    }

    private AlertId? Find(AcknowledgeOrder order) => order.Key is { } key
        ? new AlertId(order.Name, key) is var id && engine.Recall(id) is not null ? id : null
        : alerts.All.Where(alert => alert.Id.Short == order.Name).Select(alert => (AlertId?)alert.Id).FirstOrDefault();

    // Not cancelled: what is on its way to the disk may get there, and then it has to be remembered, too.
    private async Task<AcknowledgeAnswer> KeepAsync(AlertId id, AlertState state, AcknowledgeOrder order)
    {
        var answer = await store.RememberAsync(new RememberedAlert(id.Source, id.Key, state, clock.GetUtcNow()), [], CancellationToken.None);
        if (answer.Refusal is { } refusal)
            return AcknowledgeAnswer.Refused(refusal);
        engine.Acknowledge(id, state);
        var sentence = order.IsTaken ? $"acknowledged by {order.By}" : $"{order.By} does not take care of it any more";
        LogAcknowledged(Printable.Of(id.Source), Printable.Of(id.Key), Printable.Of(sentence));
        // Its history is told where it can be: an acknowledgement counts without it.
        if (state.MailId is { } mail)
            await store.AddAsync(mail, new MailDecision(null, null, [sentence], []) { IsMore = true }, CancellationToken.None);
        return new AcknowledgeAnswer(id, null);
    }

    [LoggerMessage(4332, LogLevel.Information, "{Source}: {Key}: {What}")]
    private partial void LogAcknowledged(string source, string key, string what);
}
