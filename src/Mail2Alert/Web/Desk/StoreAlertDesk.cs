using Mail2Alert.Pipeline;

namespace Mail2Alert.Web.Desk;

/// <summary>Alerts and silences at the desk of whoever has the store open.</summary>
/// <param name="alerts">What is remembered.</param>
/// <param name="acknowledgements">What people say of alerts.</param>
/// <param name="silences">What they do not want to hear.</param>
/// <param name="clock">What the time is.</param>
/// <param name="recall">Reads what is remembered, in a command that has the store to itself; null in the server, which did.</param>
internal sealed class StoreAlertDesk(
    AlertList alerts, Acknowledgements acknowledgements, Silences silences, TimeProvider clock, Recall? recall = null) : IAlertDesk
{
    public async Task<AlertListing> ListAsync(AlertQuery query, CancellationToken cancellationToken)
    {
        await RecallAsync(cancellationToken);
        return alerts.Read(query);
    }

    public async Task<AcknowledgedAlert> AcknowledgeAsync(AcknowledgeOrder order, CancellationToken cancellationToken)
    {
        await RecallAsync(cancellationToken);
        return AcknowledgedAlert.Of(await acknowledgements.RunAsync(order, cancellationToken));
    }

    public async Task<IReadOnlyList<ListedSilence>> SilencesAsync(CancellationToken cancellationToken)
    {
        await RecallAsync(cancellationToken);
        var now = clock.GetUtcNow();
        return [.. silences.All.Select(silence => ListedSilence.Of(silence, now))];
    }

    public async Task<SilenceReport> SilenceAsync(SilenceOrder order, CancellationToken cancellationToken)
    {
        await RecallAsync(cancellationToken);
        return SilenceReport.Of(await silences.AddAsync(order, cancellationToken), clock.GetUtcNow());
    }

    public async Task<SilenceReport> EndSilenceAsync(SilenceName silence, CancellationToken cancellationToken)
    {
        await RecallAsync(cancellationToken);
        return SilenceReport.Of(await silences.EndAsync(silence.Id, cancellationToken), clock.GetUtcNow());
    }

    private Task RecallAsync(CancellationToken cancellationToken) => recall?.RunAsync(cancellationToken) ?? Task.CompletedTask;
}
