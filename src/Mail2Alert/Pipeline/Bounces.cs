using Mail2Alert.Alerts;
using Mail2Alert.Channels;
using Mail2Alert.Channels.Mail;
using Mail2Alert.Deliveries;
using Mail2Alert.Messages;
using Mail2Alert.Smtp;
using Mail2Alert.Sources;

namespace Mail2Alert.Pipeline;

/// <summary>
/// Decides which sender is told of a mail that was acknowledged and fails. Never a null sender, and never in answer to a report: so a report
/// that fails calls for nothing (RFC 5321 §6.1).
/// </summary>
internal sealed class Bounces(BounceComposer composer, IEnumerable<ISource> sources, TimeProvider clock)
{
    /// <summary>Mail that was handed on: its sender is told unless it asked not to be (RFC 3461 §4.1).</summary>
    /// <returns>Null when nobody is to be told.</returns>
    public Bounce? OfHandedOn(Message mail, string id, IEnumerable<(SmtpRecipient Recipient, AttemptEnd.Dead End)> failed) => Of(
        mail,
        id,
        [.. from one in failed
            where one.Recipient.Notify == SmtpNotify.Default || one.Recipient.Notify.HasFlag(SmtpNotify.Failure)
            select Undelivered(one.Recipient.Address, one.Recipient.OriginalRecipient, one.End)]);

    /// <summary>
    /// A mail target of an alert, which the sender never named: it is told only if it asked to be, for one of those recipients who became the alert.
    /// </summary>
    /// <returns>Null when nobody is to be told.</returns>
    public Bounce? OfTarget(Message mail, Alert? alert, string id, TargetId target, AttemptEnd.Dead end)
    {
        if (target.Scheme != MailChannel.SchemeName || Claimed(mail, alert).FirstOrDefault(Asks) is not { } asking)
            return null;
        return Of(mail, id, [Undelivered(MailAddress.PathOf(target.Text[(MailChannel.SchemeName.Length + 1)..]), asking.OriginalRecipient, end)]);
    }

    private static bool Asks(SmtpRecipient recipient) => recipient.Notify.HasFlag(SmtpNotify.Failure);

    private IEnumerable<SmtpRecipient> Claimed(Message mail, Alert? alert) =>
        mail.Envelope.Recipients.Except(sources.FirstOrDefault(source => source.Name == alert?.Source)?.Claim.Leaves(mail.Envelope) ?? []);

    private static Undelivered Undelivered(SmtpPath address, string? original, AttemptEnd.Dead end) =>
        new(address, original, end.Why, end.Reply, end.IsGivenUp);

    private Bounce? Of(Message mail, string id, IReadOnlyList<Undelivered> recipients)
    {
        if (recipients.Count == 0 || mail.Envelope.Sender.IsNull || IsReport(mail))
            return null;
        var at = clock.GetUtcNow();
        // RFC 3461 §6.1: a report asks for none.
        var to = new SmtpRecipient(mail.Envelope.Sender) { Notify = SmtpNotify.Never };
        var why = $"a report to the sender of {mail.Id}";
        return new Bounce(
            new Message(new SmtpMessage(id, at, Envelope(mail, id, to), Content(composer.Compose(mail, id, at, recipients)))),
            PlannedDelivery.HandOn(id, [to], why, Destination.Relay),
            why);
    }

    private static bool IsReport(Message mail) =>
        HeaderBlock.Read(mail.Raw.Slice(0, Math.Min(mail.Length, ReadablePart.MaxHeader))).Value("Content-Type") is { } type
        && type.TrimStart().StartsWith("multipart/report", StringComparison.OrdinalIgnoreCase);

    // RFC 8689 §5: what was to be kept from readers on the way is kept from them on the way back.
    private static SmtpEnvelope Envelope(Message mail, string id, SmtpRecipient to) => new(
        new SmtpPeer(id, null, null, null, IsExtended: true),
        SmtpPath.Null,
        new SmtpMailParameters { Utf8 = to.Address.IsInternational, RequireTls = mail.Envelope.Parameters.RequireTls },
        [to]);

    private static OwnContent Content(byte[] bytes) => new(bytes, !System.Text.Ascii.IsValid(bytes));
}
