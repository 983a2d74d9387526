using Mail2Alert.Deliveries;
using Mail2Alert.Storage;
using Microsoft.Extensions.Logging;

namespace Mail2Alert.Pipeline;

/// <summary>
/// Tells the fallbacks of deliveries that take too long. It depends on no attempt: a circuit that is open, or news before it in its lane, keep a
/// delivery from being tried at all.
/// </summary>
internal sealed partial class LateFallbacks(
    IStore store, Aftermath aftermath, WakeUp due, TimeProvider clock, ILogger<LateFallbacks> logger)
{
    // Nobody who waits half an hour minds a few seconds.
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    private const int Batch = 100;

    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await RoundAsync(stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                break;
            }
            catch (StoreException exception)
            {
                LogTrouble(exception.Message);
            }
            await Task.Delay(Every, clock, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>All that are late by now.</summary>
    public async Task RoundAsync(CancellationToken stop)
    {
        while (await BatchAsync(stop) == Batch)
            continue;
    }

    private async Task<int> BatchAsync(CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var late = (await store.LateAsync(Batch, stop)).Where(delivery => delivery.At <= now).ToList();
        foreach (var delivery in late)
            await FallBackAsync(delivery, stop);
        return late.Count;
    }

    private async Task FallBackAsync(LateDelivery late, CancellationToken stop)
    {
        var answer = await store.FallBackAsync(late, await aftermath.OfAsync(late, stop), CancellationToken.None);
        if (answer is StoreAnswer.Full or StoreAnswer.Failed)
            throw new StoreException(answer, $"{late.MailId} has to wait for its fallback: {answer}");
        due.Signal();
    }

    [LoggerMessage(4303, LogLevel.Error, "Fallbacks of what is late cannot be told at present: {Why}")]
    private partial void LogTrouble(string why);
}
