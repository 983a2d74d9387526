using System.Diagnostics;
using Mail2Alert.Channels;
using Mail2Alert.Deliveries;
using Mail2Alert.Smtp;
using Mail2Alert.Storage;
using Microsoft.Extensions.Logging;

namespace Mail2Alert.Pipeline;

/// <summary>Sends what the store says is due, and writes down how it ended. The store is the queue: nothing here needs to be remembered.</summary>
internal sealed partial class DeliveryDispatcher(
    IStore store,
    Func<LeasedDelivery, CancellationToken, Task<Outcome>> send,
    Throttle throttle,
    Aftermath aftermath,
    ConfiguredReceivers receivers,
    RetrySchedule schedule,
    DispatchLimits limits,
    WakeUp wake,
    PipelineMetrics metrics,
    TimeProvider clock,
    ILogger<DeliveryDispatcher> logger)
{
    // The clock may be set at any time, and a hint may be lost.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(10);

    private readonly DestinationTraffic _traffic = new(limits, receivers.ShortestGiveUp, clock);
    private readonly WorkInFlight _inFlight = new();
    private DateTimeOffset _leasedAt;

    /// <summary>Runs until it is told to stop, and ends when what is under way has ended.</summary>
    /// <param name="stop">Begin nothing more.</param>
    /// <param name="limit">Break off what is under way.</param>
    public async Task RunAsync(CancellationToken stop, CancellationToken limit)
    {
        await new Rounds(wake, clock).RunAsync(() => RoundAsync(stop, limit), exception => LogStore(exception, exception.Message), stop);
        await _inFlight.EndAsync();
    }

    /// <summary>Begins to send what is due and has room.</summary>
    /// <returns>How long to wait before the next round, unless something happens; zero when there may be more right now.</returns>
    public async Task<TimeSpan> RoundAsync(CancellationToken stop, CancellationToken limit)
    {
        var waiting = await store.DestinationsAsync(stop);
        var room = _traffic.RoomFor(waiting);
        // When the clock was set back nothing seems due; whoever leases makes the store put that right.
        var wasSetBack = clock.GetUtcNow() < _leasedAt;
        if (room.Count > 0 || wasSetBack)
        {
            _leasedAt = clock.GetUtcNow();
            var leased = await store.LeaseAsync(room, limits.Lease, stop);
            foreach (var admission in await throttle.AdmitAsync(leased, stop))
                Begin(admission, limit);
            if (leased.Count > 0 || wasSetBack)
                return TimeSpan.Zero;
        }
        var wait = _traffic.Wait(waiting) ?? LongestWait;
        return wait < ShortestWait ? ShortestWait : wait < LongestWait ? wait : LongestWait;
    }

    /// <summary>An operator wants to see something happen.</summary>
    public void Hurry()
    {
        _traffic.Hurry();
        wake.Signal();
    }

    public Task IdleAsync() => _inFlight.EndAsync();

    private void Begin(Admission admission, CancellationToken limit)
    {
        var delivery = admission.Delivery;
        var (circuit, maySend, isProbe) = _traffic.Begin(delivery.Destination);
        _inFlight.Begin(
            async () =>
            {
                try
                {
                    await RecordAsync(
                        delivery, admission.Held ?? await AdmittedAsync(delivery, circuit, maySend, isProbe, limit), limit);
                }
                finally
                {
                    _traffic.End(delivery.Destination);
                }
            },
            wake.Signal);
    }

    private async Task<AttemptEnd> AdmittedAsync(LeasedDelivery delivery, Circuit circuit, bool maySend, bool isProbe, CancellationToken limit)
    {
        var end = maySend ? await AttemptAsync(delivery, circuit, isProbe, limit) : Unsent(delivery, circuit);
        throttle.Ended(delivery.Receiver, delivery.Target, end is AttemptEnd.Delivered);
        return end;
    }

    private AttemptEnd Unsent(LeasedDelivery delivery, Circuit circuit) => IsGivenUp(delivery, circuit)
        ? GivenUp($"given up: nothing could be sent to {delivery.Destination} for {receivers.GiveUpOf(delivery):g} (`give-up`)")
        : new AttemptEnd.NotTried();

    private async Task<AttemptEnd> AttemptAsync(LeasedDelivery delivery, Circuit circuit, bool isProbe, CancellationToken limit)
    {
        var start = clock.GetTimestamp();
        using var activity = Diagnostics.Activities.StartActivity("deliver", ActivityKind.Producer)?.SetTag("target", NameOf(delivery));
        var (outcome, isOurs) = await TrySendAsync(delivery, limit);
        metrics.Attempted(delivery.Target?.Scheme ?? Destination.Relay, outcome, clock.GetElapsedTime(start));
        if (!isOurs && !(outcome is Outcome.Retry && limit.IsCancellationRequested))
            Judge(delivery, circuit, isProbe, outcome);
        return End(delivery, outcome, circuit) with { Memo = outcome.Memo };
    }

    private async Task<(Outcome Outcome, bool IsOurs)> TrySendAsync(LeasedDelivery delivery, CancellationToken limit)
    {
        try
        {
            return (await send(delivery, limit), false);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            return (new Outcome.Retry("the program stopped during this attempt"), true);
        }
#pragma warning disable CA1031 // A bug in a channel, or a disk that fails, costs this delivery time; the others go on.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogBug(exception, delivery.MailId, Printable.Of(NameOf(delivery)));
            return (new Outcome.Retry(exception.Message), true);
        }
    }

    // A mail server that refuses a mail is not down.
    private void Judge(LeasedDelivery delivery, Circuit circuit, bool isProbe, Outcome outcome)
    {
        var wasOpen = circuit.IsOpen;
        var failure = (outcome is Outcome.Mixed mixed ? mixed.Rest : outcome) as Outcome.Retry;
        if (failure is { Reply: null or { Code: 421 } })
            circuit.Failed(isProbe, failure.After);
        else
            circuit.Answered();
        if (circuit.IsOpen && !wasOpen && failure?.After is { } asked)
            LogAsked(Printable.Of(delivery.Destination), asked.TotalSeconds, Printable.Of(failure.Why));
        else if (circuit.IsOpen && !wasOpen)
            LogDown(Printable.Of(delivery.Destination), Printable.Of(failure?.Why ?? ""));
        else if (wasOpen && !circuit.IsOpen)
            LogUp(Printable.Of(delivery.Destination));
    }

    private AttemptEnd End(LeasedDelivery delivery, Outcome outcome, Circuit circuit) => outcome switch
    {
        Outcome.Delivered delivered => new AttemptEnd.Delivered(delivered.Reference),
        Outcome.Failed failed => new AttemptEnd.Dead(failed.Why, failed.Reply),
        Outcome.Retry retry when IsOver(delivery, circuit) => GivenUp($"given up after {delivery.Attempt} attempts: {retry.Why}", retry.Reply),
        Outcome.Retry retry => new AttemptEnd.Again(retry.Why, schedule.After(delivery.Attempt, retry.After)),
        Outcome.Mixed mixed => End(delivery, mixed.Rest, circuit) with
        {
            Apart = [.. mixed.Refused.Select(refused => new RecipientEnd(refused.Recipient, End(delivery, refused.Outcome, circuit)))],
        },
        _ => throw new UnreachableException(),
    };

    private static AttemptEnd.Dead GivenUp(string why, SmtpReply? reply = null) => new(why, reply) { IsGivenUp = true };

    private bool IsOver(LeasedDelivery delivery, Circuit circuit) =>
        schedule.IsOver(delivery.Attempt, delivery.CreatedAt, receivers.GiveUpOf(delivery)) || IsGivenUp(delivery, circuit);

    // Old by the wall clock alone it also is when that was set ahead before the program started.
    private bool IsGivenUp(LeasedDelivery delivery, Circuit circuit) => receivers.GiveUpOf(delivery) is var giveUp
        && circuit.DownFor >= giveUp && schedule.IsOld(delivery.CreatedAt, giveUp);

    // What was sent but not written down would be sent again: so this goes on until it is, or the program stops.
    private async Task RecordAsync(LeasedDelivery delivery, AttemptEnd end, CancellationToken limit)
    {
        Log(delivery, end);
        for (var tries = 1; !await TryRecordAsync(delivery, end); tries++)
        {
            LogNotRecorded(delivery.MailId, Printable.Of(NameOf(delivery)));
            await Task.Delay(schedule.After(tries), clock, limit).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (limit.IsCancellationRequested)
                return;
        }
    }

    private async Task<bool> TryRecordAsync(LeasedDelivery delivery, AttemptEnd end)
    {
        try
        {
            var whole = await aftermath.OfAsync(delivery, end, CancellationToken.None);
            return await store.RecordAsync(delivery, whole, CancellationToken.None) is not (StoreAnswer.Full or StoreAnswer.Failed);
        }
        catch (StoreException)
        {
            return false;
        }
    }

    private void Log(LeasedDelivery delivery, AttemptEnd end)
    {
        foreach (var apart in end.Apart)
            Log(delivery with { Recipients = [apart.Recipient] }, apart.End);
        if (end is AttemptEnd.Again again)
            LogAgain(delivery.MailId, Printable.Of(NameOf(delivery)), again.After.TotalSeconds, Printable.Of(again.Why));
        else if (end is AttemptEnd.Dead dead)
            LogDead(delivery.MailId, Printable.Of(NameOf(delivery)), Printable.Of(dead.Why));
        else if (end is AttemptEnd.Delivered && logger.IsEnabled(LogLevel.Debug))
            LogDelivered(delivery.MailId, Printable.Of(NameOf(delivery)), delivery.Attempt);
    }

    private static string NameOf(LeasedDelivery delivery) => Addressee.Of(delivery.Target, delivery.Recipients);

    [LoggerMessage(4040, LogLevel.Debug, "{MailId}: delivered to {Target} at attempt {Attempt}")]
    private partial void LogDelivered(string mailId, string target, int attempt);

    [LoggerMessage(4041, LogLevel.Warning, "{MailId}: not delivered to {Target} yet, again in {Seconds:F0} s: {Why}")]
    private partial void LogAgain(string mailId, string target, double seconds, string why);

    [LoggerMessage(4042, LogLevel.Error, "{MailId}: never delivered to {Target}; the mail is kept: {Why}")]
    private partial void LogDead(string mailId, string target, string why);

    [LoggerMessage(4043, LogLevel.Warning, "{Destination} is down; one delivery at a time finds out when it is back: {Why}")]
    private partial void LogDown(string destination, string why);

    [LoggerMessage(4250, LogLevel.Warning, "{Destination} asks to be left alone for {Seconds:F0} s, and is; then one delivery finds out whether it is ready: {Why}")]
    private partial void LogAsked(string destination, double seconds, string why);

    [LoggerMessage(4044, LogLevel.Information, "{Destination} is back")]
    private partial void LogUp(string destination);

    [LoggerMessage(4045, LogLevel.Error, "{MailId}: sending to {Target} failed")]
    private partial void LogBug(Exception exception, string mailId, string target);

    [LoggerMessage(4046, LogLevel.Error, "{MailId}: how the delivery to {Target} ended cannot be stored; tried until it can")]
    private partial void LogNotRecorded(string mailId, string target);

    [LoggerMessage(4047, LogLevel.Error, "The store cannot say what is due: {Why}")]
    private partial void LogStore(Exception exception, string why);
}
