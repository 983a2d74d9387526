using Microsoft.Extensions.Hosting;

namespace Mail2Alert.Pipeline;

/// <summary>Fetches from all mailboxes at the same time, once what works on the store is running.</summary>
internal sealed class MailboxEngine(IReadOnlyList<MailboxWorker> workers) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(workers.Select(worker => Task.Run(() => worker.RunAsync(stoppingToken), CancellationToken.None)));
}
