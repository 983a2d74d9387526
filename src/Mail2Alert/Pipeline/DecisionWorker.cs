using Mail2Alert.Alerts;
using Mail2Alert.Deliveries;
using Mail2Alert.Storage;
using Microsoft.Extensions.Logging;

namespace Mail2Alert.Pipeline;

/// <summary>Decides about stored mails, many at a time, and comes back to those that could not be decided.</summary>
internal sealed partial class DecisionWorker(
    IStore store,
    Func<string, CancellationToken, Task<string?>> decide,
    WakeUp decided,
    RetrySchedule schedule,
    int most,
    TimeProvider clock,
    ILogger<DecisionWorker> logger)
{
    // Nothing is lost when nobody says that there is something to do.
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    private readonly UndecidedMails _mails = new(store, clock);
    private readonly WakeUp _wake = new(clock);
    private readonly WorkInFlight _inFlight = new();

    /// <summary>Where it sleeps.</summary>
    public WakeUp Wake => _wake;

    /// <summary>True when a mail waits for its decision that is about this alert, or may be.</summary>
    public bool MayHave(AlertId alert) => _mails.MayHave(alert);

    /// <summary>Learns what waits in the store. Until it has, no mail is decided at once: it could overtake another.</summary>
    public Task RecallAsync(CancellationToken cancellationToken) => _mails.RefillAsync(cancellationToken);

    /// <summary>A mail was kept.</summary>
    /// <param name="mailId">Names it.</param>
    /// <param name="alert">What it is about; null when nobody knows yet.</param>
    public void TakeUp(string mailId, AlertId? alert = null)
    {
        _mails.Add(mailId, alert);
        _wake.Signal();
    }

    /// <summary>Runs until it is told to stop, and ends when what it has in hand is done.</summary>
    /// <param name="stop">Begin nothing more.</param>
    /// <param name="limit">Leave what is in hand.</param>
    public async Task RunAsync(CancellationToken stop, CancellationToken limit)
    {
        await new Rounds(_wake, clock).RunAsync(() => RoundAsync(stop, limit), exception => LogStore(exception, exception.Message), stop);
        await _inFlight.EndAsync();
    }

    /// <summary>Begins what can be begun.</summary>
    /// <returns>How long to wait before the next round, unless something happens.</returns>
    public async Task<TimeSpan> RoundAsync(CancellationToken stop, CancellationToken limit)
    {
        await _mails.RefillAsync(stop);
        while (_inFlight.Count < most && _mails.TryTake(out var mail))
            _inFlight.Begin(() => DecideAsync(mail.Id, mail.Tries + 1, limit), _wake.Signal);
        return _mails.Wait is { } wait && wait < LongestWait && _inFlight.Count < most ? wait : LongestWait;
    }

    public Task IdleAsync() => _inFlight.EndAsync();

    private async Task DecideAsync(string mailId, int attempt, CancellationToken limit)
    {
        if (await TryDecideAsync(mailId, limit) is { } why)
        {
            var wait = schedule.After(attempt);
            LogLater(mailId, wait.TotalSeconds, Printable.Of(why));
            _mails.Later(mailId, attempt, wait);
            return;
        }
        _mails.Done(mailId);
        decided.Signal();
    }

    private async Task<string?> TryDecideAsync(string mailId, CancellationToken limit)
    {
        try
        {
            return await decide(mailId, limit);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            return "the program stops";
        }
#pragma warning disable CA1031 // A bug, or a disk that fails, costs this mail time; the mail stays, and the others go on.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogBug(exception, mailId);
            return exception.Message;
        }
    }

    [LoggerMessage(4030, LogLevel.Warning, "{MailId}: not decided yet, again in {Seconds:F0} s: {Why}")]
    private partial void LogLater(string mailId, double seconds, string why);

    [LoggerMessage(4031, LogLevel.Error, "{MailId}: deciding about it failed")]
    private partial void LogBug(Exception exception, string mailId);

    [LoggerMessage(4032, LogLevel.Error, "Mails that wait for a decision cannot be read: {Why}")]
    private partial void LogStore(Exception exception, string why);
}
