using Mail2Alert.Storage;
using Microsoft.Extensions.Hosting;

namespace Mail2Alert.Pipeline;

/// <summary>
/// Runs what works on the store. It is started before the listeners open, with what was remembered, and told to stop together with them: what
/// is in hand may end within the time for a stop, the rest stays in the store.
/// </summary>
internal sealed class StoreEngine(
    IStore store,
    Silences silences,
    GroupMemory remembered,
    int alertsRemembered,
    DecisionWorker worker,
    DeliveryDispatcher dispatcher,
    LateFallbacks late,
    Housekeeping housekeeping,
    GroupWorker told,
    ExpectationWorker expected,
    ExpiryWorker expired,
    RoomWatch room,
    TimeSpan shutdownTime,
    TimeProvider clock) : IHostedLifecycleService, IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _limit = new();
    private ITimer? _timer;
    private Task _running = Task.CompletedTask;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        room.Look();
        await RestoreAsync(cancellationToken);
        await expected.StartAsync(cancellationToken);
        await worker.RecallAsync(cancellationToken);
        _running = Task.WhenAll(
            Task.Run(() => worker.RunAsync(_stop.Token, _limit.Token), CancellationToken.None),
            Task.Run(() => dispatcher.RunAsync(_stop.Token, _limit.Token), CancellationToken.None),
            Task.Run(() => late.RunAsync(_stop.Token), CancellationToken.None),
            Task.Run(() => told.RunAsync(_stop.Token), CancellationToken.None),
            Task.Run(() => expected.RunAsync(_stop.Token), CancellationToken.None),
            Task.Run(() => expired.RunAsync(_stop.Token), CancellationToken.None),
            Task.Run(() => housekeeping.RunAsync(_stop.Token), CancellationToken.None),
            Task.Run(() => room.RunAsync(_stop.Token), CancellationToken.None));
    }

    /// <summary>All that was remembered, before anything is done.</summary>
    public async Task RestoreAsync(CancellationToken cancellationToken)
    {
        silences.Restore(await store.MemoryAsync(cancellationToken));
        await remembered.RestoreAsync(alertsRemembered, cancellationToken);
    }

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        _timer = clock.CreateTimer(_ => _limit.Cancel(), null, shutdownTime, Timeout.InfiniteTimeSpan);
        await _stop.CancelAsync();
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await using var registration = cancellationToken.Register(_limit.Cancel);
        await _running;
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>After a stop there is nothing left to do; after a start that failed, there is.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _limit.CancelAsync();
        await _running;
        await (_timer?.DisposeAsync() ?? default);
        _stop.Dispose();
        _limit.Dispose();
    }
}
