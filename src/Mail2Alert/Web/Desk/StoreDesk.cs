using Mail2Alert.Pipeline;
using Mail2Alert.Storage;
using Microsoft.Extensions.Logging;

namespace Mail2Alert.Web.Desk;

/// <summary>The desk of whoever has the store open.</summary>
internal sealed partial class StoreDesk(
    IStore store, Replay replay, ReadBudget budget, StoreAlertDesk alerts, Action hurry, ILogger<StoreDesk> logger) : IDesk
{
    public IAlertDesk Alerts => alerts;

    public async Task<Page<QueuedDelivery>> ListAsync(DeliveryQuery query, CancellationToken cancellationToken)
    {
        var page = await store.Desk.ListAsync(query, cancellationToken);
        return new Page<QueuedDelivery>([.. page.Items.Select(QueuedDelivery.Of)], page.Next);
    }

    public async Task<DeliveryDetails?> FindAsync(long id, CancellationToken cancellationToken)
    {
        using var share = await budget.TakeAsync(cancellationToken);
        return await store.Desk.FindAsync(id, cancellationToken) is { } story ? DeliveryDetails.Of(story) : null;
    }

    public Task<StoreFigures> FiguresAsync(CancellationToken cancellationToken) => store.Desk.FiguresAsync(cancellationToken);

    // All at once, so that they share a commit; the store makes changes in the order in which it is told of them.
    public async Task<IReadOnlyList<Acted>> ActAsync(DeskOrder order, CancellationToken cancellationToken)
    {
        var acted = await Task.WhenAll(order.Ids.Select(async id =>
            new Acted(id, (await store.Desk.ActAsync(id, order.Action, cancellationToken)).Refusal)));
        LogActed(order.Action, acted.Count(one => one.Refusal is null), acted.Length);
        hurry();
        return acted;
    }

    public Task<Page<MailRow>> MailsAsync(MailQuery query, CancellationToken cancellationToken) =>
        store.Desk.MailsAsync(query, cancellationToken);

    public async Task<bool> ExportAsync(string mailId, Stream to, CancellationToken cancellationToken)
    {
        using var share = await budget.TakeAsync(cancellationToken);
        if (await store.ReadAsync(mailId, cancellationToken) is not { Message: var mail })
            return false;
        share.Keep(mail.Length);
        foreach (var segment in mail.Raw)
            await to.WriteAsync(segment, cancellationToken);
        return true;
    }

    public Task<ReplayedMail> ReplayAsync(ReplayOrder order, CancellationToken cancellationToken) => replay.RunAsync(order, cancellationToken);

    public async Task<BackupReport> BackUpAsync(string path, CancellationToken cancellationToken)
    {
        var report = await store.Desk.BackUpAsync(path, cancellationToken);
        LogBackedUp(report.Path, report.Mails, report.Bytes, report.Lacks.Count);
        return report;
    }

    /// <summary>The store stays with whoever opened it.</summary>
    public ValueTask DisposeAsync() => default;

    [LoggerMessage(4201, LogLevel.Information, "{Action} by an operator: {Changed} of {Deliveries} deliveries")]
    private partial void LogActed(DeskAction action, int changed, int deliveries);

    [LoggerMessage(4202, LogLevel.Information, "Backed up to {Path}: {Mails} mails, {Bytes} bytes, {Lacks} things lacking")]
    private partial void LogBackedUp(string path, long mails, long bytes, int lacks);
}
