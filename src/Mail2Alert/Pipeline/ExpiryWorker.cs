using Mail2Alert.Alerts;
using Mail2Alert.Routing;
using Mail2Alert.Storage;
using Microsoft.Extensions.Logging;

namespace Mail2Alert.Pipeline;

/// <summary>Resolves alerts of which nothing was heard for too long.</summary>
internal sealed partial class ExpiryWorker(ExpiryBook expiries, OwnAlerts alerts, WakeUp wake, TimeProvider clock, ILogger<ExpiryWorker> logger)
{
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(5);

    public Task RunAsync(CancellationToken stop) =>
        new Rounds(wake, clock).RunAsync(() => RoundAsync(stop), exception => LogTrouble(exception, exception.Message), stop);

    /// <summary>All whose time is over by now.</summary>
    /// <returns>How long to wait before the next round.</returns>
    public async Task<TimeSpan> RoundAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested && expiries.TakeDue(clock.GetUtcNow()) is { } alert)
            await ResolveAsync(alert);
        return Rounds.Until(expiries.Next, clock);
    }

    private async Task ResolveAsync(Alert alert)
    {
        var answer = await alerts.RaiseAsync(alert, [alert.Text.TrimEnd()], []);
        if (answer is StoreAnswer.Done)
            return;
        LogNotTold(alert.Source, Printable.Of(alert.Key), answer.ToString());
        expiries.Later(AlertId.Of(alert), clock.GetUtcNow() + AfterFailure);
    }

    [LoggerMessage(4352, LogLevel.Error, "That {Source}: {Key} is over cannot be told at present: {Why}")]
    private partial void LogNotTold(string source, string key, string why);

    [LoggerMessage(4353, LogLevel.Error, "What is over cannot be told at present: {Why}")]
    private partial void LogTrouble(Exception exception, string why);
}
