using System.Collections.Concurrent;
using System.Text.Json;
using Mail2Alert.Deliveries;
using Mail2Alert.Routing;
using Mail2Alert.Storage;
using Microsoft.Extensions.Logging;

namespace Mail2Alert.Pipeline;

/// <summary>
/// Sees to it that no target is told more often than its receiver says. What is beyond that is held back in the store, and told in one summary
/// when there is room again. Mail that is handed on has no receiver, and no limit.
/// </summary>
internal sealed partial class Throttle(
    IStore store, ConfiguredReceivers receivers, Summaries summaries, ThrottleMetrics metrics, TimeProvider clock, ILogger<Throttle> logger)
{
    // A summary that is open is tried again soon, and a store that is in trouble is asked again.
    private static readonly TimeSpan Shortly = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Least = TimeSpan.FromMilliseconds(1);

    private readonly ConcurrentDictionary<LimitedTarget, NotificationWindow> _windows = new();

    /// <summary>Says which of these may be tried. What a summary tells is left out: it has ended.</summary>
    public async Task<IReadOnlyList<Admission>> AdmitAsync(IReadOnlyList<LeasedDelivery> leased, CancellationToken cancellationToken)
    {
        var admissions = new List<Admission>(leased.Count);
        foreach (var target in leased.GroupBy(delivery => receivers.LimitOf(delivery.Receiver, delivery.Target)))
        {
            admissions.AddRange(target.Key is { } limited
                ? await AdmitAsync(limited, [.. target], cancellationToken)
                : target.Select(delivery => new Admission(delivery)));
        }
        return admissions;
    }

    /// <summary>Takes a place for somebody who is told while a notifier waits.</summary>
    /// <returns>False when there is none: it has to be held back.</returns>
    public async Task<bool> TryTakeAsync(string receiver, TargetId target, CancellationToken cancellationToken)
    {
        if (receivers.LimitOf(receiver, target) is not { } limited)
            return true;
        try
        {
            var window = await WindowAsync(limited, cancellationToken);
            return !await IsSummaryOpenAsync(limited, cancellationToken) && window.TryTake();
        }
        catch (StoreException exception)
        {
            LogTrouble(exception, Printable.Of(limited.Target.Text), exception.Message);
            return false;
        }
    }

    /// <summary>What was admitted, or has taken a place, has ended.</summary>
    public void Ended(string? receiver, TargetId? target, bool isTold)
    {
        if (receivers.LimitOf(receiver, target) is { } limited && _windows.TryGetValue(limited, out var window))
            window.Ended(isTold);
    }

    // Leased is leased: when the store is in trouble each of them gets an end here; after anything else they wait for the end of their leases.
    private async Task<IEnumerable<Admission>> AdmitAsync(LimitedTarget limited, IReadOnlyList<LeasedDelivery> due, CancellationToken cancellationToken)
    {
        try
        {
            var window = await WindowAsync(limited, cancellationToken);
            if (await IsSummaryOpenAsync(limited, cancellationToken))
                return [.. due.Select(delivery => AdmitBesideSummary(limited, window, delivery))];
            if (window.Wait > TimeSpan.Zero || !due.Any(IsHeldBack))
                return [.. due.Select(delivery => Admit(limited, window, delivery))];
            var told = await SummarizeAsync(limited, window, due, cancellationToken);
            return [.. due.Where(delivery => !told.Contains(delivery.Id)).Select(delivery => Admit(limited, window, delivery))];
        }
        catch (Exception exception) when (exception is StoreException or IOException or JsonException or OperationCanceledException)
        {
            LogTrouble(exception, Printable.Of(limited.Target.Text), exception.Message);
            return [.. due.Select(delivery => Hold(delivery, "what it was told of late cannot be seen", Shortly))];
        }
    }

    private static bool IsHeldBack(LeasedDelivery delivery) => delivery.Limited == LimitEffect.HeldBack;

    private Admission Admit(LimitedTarget limited, NotificationWindow window, LeasedDelivery delivery)
    {
        if (!window.TryTake())
            return HoldBack(limited, window, delivery, window.Wait);
        if (IsHeldBack(delivery))
            window.LetGo();
        return new Admission(delivery);
    }

    // Later news waits until the summary is told: "fixed" must not overtake "broken".
    private Admission AdmitBesideSummary(LimitedTarget limited, NotificationWindow window, LeasedDelivery delivery) =>
        delivery.Limited == LimitEffect.Summary
            ? Admit(limited, window, delivery)
            : HoldBack(limited, window, delivery, window.Wait > Shortly ? window.Wait : Shortly);

    private async Task<IReadOnlySet<long>> SummarizeAsync(
        LimitedTarget limited, NotificationWindow window, IReadOnlyList<LeasedDelivery> due, CancellationToken cancellationToken)
    {
        var told = await summaries.TellAsync(limited, due, cancellationToken);
        if (told.Count == 0)
            return told;
        window.LetGo();
        metrics.Told(limited.Target.Scheme, told.Count);
        LogSummary(Printable.Of(limited.Target.Text), Printable.Of(limited.Receiver.Name), told.Count);
        return told;
    }

    private Admission HoldBack(LimitedTarget limited, NotificationWindow window, LeasedDelivery delivery, TimeSpan wait)
    {
        if (window.Hold())
            LogHeldBack(Printable.Of(limited.Target.Text), limited.Allowance, Printable.Of(limited.Receiver.Name), wait.TotalSeconds);
        return Hold(delivery, $"held back: {delivery.Receiver} allows {limited.Allowance} (`limit`)", wait);
    }

    private Admission Hold(LeasedDelivery delivery, string why, TimeSpan wait)
    {
        if (delivery.Limited == LimitEffect.None)
            metrics.Held(delivery.Target!.Scheme);
        return new Admission(delivery, new AttemptEnd.HeldBack(why, wait > Least ? wait : Least));
    }

    private async Task<bool> IsSummaryOpenAsync(LimitedTarget limited, CancellationToken cancellationToken) =>
        (await store.LanesAsync([Summaries.LaneOf(limited)], cancellationToken))[0].IsBusy;

    // A restart gives no new allowance. Two who ask at the same time read the same.
    private async Task<NotificationWindow> WindowAsync(LimitedTarget limited, CancellationToken cancellationToken)
    {
        if (_windows.TryGetValue(limited, out var known))
            return known;
        var allowance = limited.Allowance;
        var past = await store.NotifiedAsync(
            limited.Receiver.Name, TargetId.Of(limited.Target), clock.GetUtcNow() - allowance.Per, allowance.Most, cancellationToken);
        return _windows.GetOrAdd(limited, new NotificationWindow(allowance, past, clock));
    }

    [LoggerMessage(4360, LogLevel.Warning, "{Target} was told {Allowance}, as {Receiver} allows: more is held back, and told together in {Seconds:F0} s (`limit`)")]
    private partial void LogHeldBack(string target, Allowance allowance, string receiver, double seconds);

    [LoggerMessage(4361, LogLevel.Information, "{Target} is told in one summary of {Notifications} notifications that the limit of {Receiver} held back")]
    private partial void LogSummary(string target, string receiver, int notifications);

    [LoggerMessage(4362, LogLevel.Error, "What {Target} was told of late cannot be seen, or its summary not be kept; more waits for it: {Why}")]
    private partial void LogTrouble(Exception exception, string target, string why);
}
