using Mail2Alert.Deliveries;
using Mail2Alert.Intake;
using Mail2Alert.Intake.Mailboxes;
using Mail2Alert.Messages;
using Mail2Alert.Storage;
using Microsoft.Extensions.Logging;

namespace Mail2Alert.Pipeline;

/// <summary>
/// Fetches mail from one mailbox, one after the other, each exactly once: that it was taken is committed together with it, and only then is it put
/// away in its mailbox. What a crash leaves in between is put away at the next look.
/// </summary>
internal sealed partial class MailboxWorker(
    IMailbox mailbox,
    MailboxTerms terms,
    IStore store,
    Acknowledge keep,
    LoopGuard loops,
    ReadBudget budget,
    RetrySchedule schedule,
    MailboxMetrics metrics,
    TimeProvider clock,
    ILogger<MailboxWorker> logger)
{
    // Nobody wants to wait for longer when it is back.
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    // Of what lies there and cannot be taken yet, or not be put away: said once.
    private readonly HashSet<string> _told = [];
    private TakenMails? _taken;
    private int _failures;

    /// <summary>Runs until it is told to stop.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        await using (mailbox)
            await new Rounds(new WakeUp(clock), clock).RunAsync(() => RoundAsync(stop), exception => LogBug(exception, terms.Name), stop);
    }

    /// <summary>Takes what is there, and waits for more.</summary>
    /// <returns>How long to wait when that did not work.</returns>
    public async Task<TimeSpan> RoundAsync(CancellationToken stop)
    {
        try
        {
            if (!await LookAsync(stop))
                return Pause();
            Reached();
            await mailbox.WaitAsync(stop);
            return TimeSpan.Zero;
        }
        catch (Exception exception) when (exception is MailboxException or StoreException)
        {
            return Failed(exception.Message);
        }
    }

    /// <summary>Takes what is there.</summary>
    /// <returns>False when there is more, and it cannot be kept now.</returns>
    public async Task<bool> LookAsync(CancellationToken stop)
    {
        _taken ??= new TakenMails(await store.ArrivalsAsync(terms.Place, stop));
        var waiting = await mailbox.LookAsync(_taken, stop);
        _told.IntersectWith(waiting);
        foreach (var id in waiting)
        {
            if (!await TakeAsync(id, _taken, stop))
                return false;
        }
        await ForgetAsync(await mailbox.SettleAsync(_taken, stop), _taken);
        return true;
    }

    private async Task<bool> TakeAsync(string id, TakenMails taken, CancellationToken stop)
    {
        if (taken.Has(id))
        {
            await TryPutAwayAsync(id, isTaken: true, stop);
            return true;
        }
        using var share = await budget.TakeAsync(stop);
        switch (await mailbox.ReadAsync(id, stop))
        {
            case FetchedMail.Whole { Bytes: var bytes }:
                share.Keep(2 * bytes.Length);
                return await KeepAsync(bytes, id, taken, stop);
            case FetchedMail.Unfit unfit:
                await RejectAsync(id, unfit, taken, stop);
                break;
            case FetchedMail.Known:
                await RememberAsync(id, taken);
                await TryPutAwayAsync(id, isTaken: true, stop);
                break;
            case FetchedMail.Later { Why: var why } when _told.Add(id):
                LogLater(terms.Name, Printable.Of(id), Printable.Of(why));
                break;
        }
        return true;
    }

    private async Task<bool> KeepAsync(byte[] bytes, string id, TakenMails taken, CancellationToken stop)
    {
        var mail = FetchedMessage.Of(bytes, id, terms, clock.GetUtcNow());
        if (loops.RefusalOf(mail.Raw) is { } loop)
        {
            await RejectAsync(id, new FetchedMail.Unfit("loop", loop.Lines[0]), taken, stop);
            return true;
        }
        // Once begun it may end on disk, and then it has to be known here, too.
        var reply = (await keep(mail, CancellationToken.None)).Safest!;
        metrics.Found(terms.Name, reply.IsPositive ? "taken" : "not_kept");
        if (!reply.IsPositive)
            return false;
        taken.Add(mail.Arrival!);
        LogTaken(mail.Id, terms.Name, Printable.Of(id));
        await TryPutAwayAsync(id, isTaken: true, stop);
        return true;
    }

    private async Task RejectAsync(string id, FetchedMail.Unfit unfit, TakenMails taken, CancellationToken stop)
    {
        if (!await TryPutAwayAsync(id, isTaken: false, stop))
            return;
        await RememberAsync(id, taken);
        metrics.Found(terms.Name, unfit.Reason);
        LogRejected(terms.Name, Printable.Of(id), Printable.Of(unfit.Why));
    }

    private async Task RememberAsync(string id, TakenMails taken)
    {
        var arrival = new Arrival(terms.Place, id);
        await store.RememberAsync(arrival, CancellationToken.None);
        taken.Add(arrival);
    }

    // It is taken all the same, and the others do not wait for it.
    private async Task<bool> TryPutAwayAsync(string id, bool isTaken, CancellationToken stop)
    {
        try
        {
            await mailbox.PutAwayAsync(id, isTaken, stop);
            return true;
        }
        catch (MailboxException exception)
        {
            if (_told.Add(id))
                LogNotPutAway(terms.Name, Printable.Of(id), Printable.Of(exception.Message));
            return false;
        }
    }

    private async Task ForgetAsync(IReadOnlyList<string> ids, TakenMails taken)
    {
        if (ids.Count > 0 && await store.ForgetAsync(terms.Place, ids, CancellationToken.None) is StoreAnswer.Done)
            taken.Remove(ids);
    }

    private TimeSpan Failed(string why)
    {
        if (_failures == 0)
            LogUnreachable(terms.Name, Printable.Of(why));
        metrics.Reached(terms.Name, isReachable: false);
        return Pause();
    }

    private void Reached()
    {
        if (_failures > 0)
            LogReached(terms.Name);
        metrics.Reached(terms.Name, isReachable: true);
        _failures = 0;
    }

    private TimeSpan Pause()
    {
        var pause = schedule.After(++_failures);
        return pause < LongestPause ? pause : LongestPause;
    }

    [LoggerMessage(4400, LogLevel.Information, "{MailId}: taken from the mailbox {Mailbox}, where it is {Name}")]
    private partial void LogTaken(string mailId, string mailbox, string name);

    [LoggerMessage(4401, LogLevel.Warning, "The mailbox {Mailbox}: {Name} is rejected: {Why}")]
    private partial void LogRejected(string mailbox, string name, string why);

    [LoggerMessage(4402, LogLevel.Warning, "The mailbox {Mailbox}: {Name} is not taken yet: {Why}")]
    private partial void LogLater(string mailbox, string name, string why);

    [LoggerMessage(4403, LogLevel.Warning, "The mailbox {Mailbox}: {Name} cannot be put away, and stays where it is: {Why}")]
    private partial void LogNotPutAway(string mailbox, string name, string why);

    [LoggerMessage(4404, LogLevel.Error, "The mailbox {Mailbox} cannot be used, and is tried again and again: {Why}")]
    private partial void LogUnreachable(string mailbox, string why);

    [LoggerMessage(4405, LogLevel.Information, "The mailbox {Mailbox} can be used again")]
    private partial void LogReached(string mailbox);

    [LoggerMessage(4406, LogLevel.Error, "Fetching from the mailbox {Mailbox} failed")]
    private partial void LogBug(Exception exception, string mailbox);
}
