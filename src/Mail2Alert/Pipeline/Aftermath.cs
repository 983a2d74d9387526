using Mail2Alert.Alerts;
using Mail2Alert.Deliveries;
using Mail2Alert.Messages;
using Mail2Alert.Storage;
using Microsoft.Extensions.Logging;

namespace Mail2Alert.Pipeline;

/// <summary>What follows when a delivery fails: somebody else is told, or its sender, and recipients go their own ways.</summary>
/// <param name="store">Where the mail is.</param>
/// <param name="budget">For mails read back.</param>
/// <param name="fallbacks">Who is told instead.</param>
/// <param name="bounces">Null when no sender is ever told.</param>
/// <param name="logger">The log.</param>
internal sealed partial class Aftermath(IStore store, ReadBudget budget, Fallbacks fallbacks, Bounces? bounces, ILogger<Aftermath> logger)
{
    /// <summary>The end of an attempt, with what it calls for.</summary>
    public async Task<AttemptEnd> OfAsync(LeasedDelivery delivery, AttemptEnd end, CancellationToken cancellationToken)
    {
        if (end is not AttemptEnd.Dead && end.Apart.Count == 0)
            return end;
        using var share = await budget.TakeAsync(cancellationToken);
        var mail = await ReadAsync(delivery.MailId, cancellationToken);
        share.Keep(mail?.Message.Length ?? 0);
        var split = Split(delivery, end);
        return end with { FollowUp = mail is null ? split : OfTold(mail, delivery, end) ?? OfHandedOn(mail.Message, delivery, end, split) };
    }

    /// <summary>What a first attempt calls for that was made before the mail was stored.</summary>
    public FollowUp Of(Message mail, Alert? alert, string id, PlannedDelivery planned, AttemptEnd.Dead end) => planned.Target is { } target
        ? OfTarget(mail, alert, id, target, planned.Route, planned.Receiver, end)
        : new FollowUp { Bounce = bounces?.OfHandedOn(mail, id, planned.Recipients.Select(recipient => (recipient, end))) };

    /// <summary>What a delivery calls for that is late.</summary>
    public async Task<FollowUp> OfAsync(LateDelivery late, CancellationToken cancellationToken)
    {
        using var share = await budget.TakeAsync(cancellationToken);
        var mail = await ReadAsync(late.MailId, cancellationToken);
        share.Keep(mail?.Message.Length ?? 0);
        var why = $"{late.Target.Text} does not have it yet: {late.Reason ?? "it could not be tried so far"}";
        var fallback = fallbacks.Plan(late.MailId, mail?.Alert, late.Route, late.Receiver, why);
        if (fallback is null)
            fallbacks.TellOfNone(late.MailId, late.Receiver);
        return new FollowUp { Fallback = fallback };
    }

    // Each report once, also when an operator has a dead delivery tried again.
    private static string ReportOf(LeasedDelivery delivery) => $"{delivery.MailId}B{delivery.Id}";

    private FollowUp? OfTold(StoredMail mail, LeasedDelivery delivery, AttemptEnd end)
    {
        if (delivery.Target is not { } target || end is not AttemptEnd.Dead dead)
            return null;
        var followUp = OfTarget(mail.Message, mail.Alert, ReportOf(delivery), target, delivery.Route, delivery.Receiver, dead);
        if (followUp.Fallback is null && delivery.FallsBackAt is not null)
            fallbacks.TellOfNone(delivery.MailId, delivery.Receiver);
        return followUp;
    }

    private FollowUp OfTarget(
        Message mail, Alert? alert, string id, TargetId target, string route, string? receiver, AttemptEnd.Dead end) => new()
        {
            Fallback = fallbacks.Plan(mail.Id, alert, route, receiver, $"{target.Text} never gets it: {end.Why}"),
            Bounce = bounces?.OfTarget(mail, alert, id, target, end),
        };

    private FollowUp OfHandedOn(Message mail, LeasedDelivery delivery, AttemptEnd end, FollowUp split)
    {
        var whole = end is AttemptEnd.Dead dead ? (split.Rest ?? delivery.Recipients).Select(recipient => (recipient, dead)) : [];
        var apart = end.Apart.Where(one => one.End is AttemptEnd.Dead).Select(one => (one.Recipient, (AttemptEnd.Dead)one.End));
        return split with { Bounce = bounces?.OfHandedOn(mail, ReportOf(delivery), whole.Concat(apart)) };
    }

    private static FollowUp Split(LeasedDelivery delivery, AttemptEnd end) => end.Apart.Count == 0 ? FollowUp.None : new FollowUp
    {
        Rest = [.. delivery.Recipients.Except(end.Apart.Select(one => one.Recipient))],
        Apart = [.. end.Apart.Select(one =>
            PlannedDelivery.HandOn(delivery.MailId, [one.Recipient], delivery.Route, delivery.Destination) with
            {
                FirstAttempt = one.End,
                CreatedAt = delivery.CreatedAt,
            })],
    };

    // A mail that cannot be read any more could not be told to anybody else either.
    private async Task<StoredMail?> ReadAsync(string mailId, CancellationToken cancellationToken)
    {
        try
        {
            return await store.ReadAsync(mailId, cancellationToken);
        }
        catch (IOException exception)
        {
            LogUnreadable(mailId, exception.Message);
            return null;
        }
    }

    [LoggerMessage(4302, LogLevel.Error, "{MailId}: nothing follows from its failure, since it cannot be read: {Why}")]
    private partial void LogUnreadable(string mailId, string why);
}
