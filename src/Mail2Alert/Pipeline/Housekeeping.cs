using Mail2Alert.Storage;
using Microsoft.Extensions.Logging;

namespace Mail2Alert.Pipeline;

/// <summary>Keeps the store from growing for ever, looks through it after a crash, and knows its figures.</summary>
internal sealed partial class Housekeeping(
    IStoreDesk desk, TimeSpan age, long bytes, int alerts, bool needsCheck, TimeProvider clock, ILogger<Housekeeping> logger)
{
    private static readonly TimeSpan FiguresEvery = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan CleanEvery = TimeSpan.FromMinutes(10);

    /// <summary>Not older than a quarter of a minute; null before the first look.</summary>
    public StoreFigures? Figures { get; private set; }

    public async Task RunAsync(CancellationToken stop)
    {
        var checking = needsCheck ? TryAsync(CheckAsync, stop) : Task.CompletedTask;
        using var timer = new PeriodicTimer(FiguresEvery, clock);
        long? cleaned = null;
        do
        {
            await TryAsync(async token => Figures = await desk.FiguresAsync(token), stop);
            if (cleaned is not { } last || clock.GetElapsedTime(last) >= CleanEvery)
            {
                await TryAsync(CleanAsync, stop);
                cleaned = clock.GetTimestamp();
            }
        }
        while (await TickAsync(timer, stop));
        await checking;
    }

    /// <summary>Deletes what was kept for long enough, a little at a time.</summary>
    public async Task CleanAsync(CancellationToken stop)
    {
        var retention = new Retention(clock.GetUtcNow() - age, bytes, alerts);
        for (long? from = 0; from is { } place;)
        {
            var start = clock.GetTimestamp();
            from = (await desk.CleanUpAsync(retention, place, stop)).Next;
            // A million may be too old at once: new mail keeps four fifths of the writer's time.
            await Task.Delay(clock.GetElapsedTime(start) * 4, clock, stop);
        }
        await desk.SweepAsync(stop);
    }

    private async Task CheckAsync(CancellationToken stop)
    {
        foreach (var damage in await desk.CheckAsync(stop))
            LogDamage(damage);
    }

    private async Task TryAsync(Func<CancellationToken, Task> work, CancellationToken stop)
    {
        try
        {
            await work(stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // What is left is done after the next start.
        }
        catch (Exception exception) when (exception is StoreException or IOException or UnauthorizedAccessException)
        {
            LogTrouble(exception.Message);
        }
    }

    private static async Task<bool> TickAsync(PeriodicTimer timer, CancellationToken stop)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stop);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    [LoggerMessage(4050, LogLevel.Critical, "The store is damaged; a restart replaces it by what can be read of it: {Damage}")]
    private partial void LogDamage(string damage);

    [LoggerMessage(4051, LogLevel.Error, "The store could not be looked after: {Why}")]
    private partial void LogTrouble(string why);
}
