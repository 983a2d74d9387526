using Mail2Alert.Channels;
using Mail2Alert.Deliveries;
using Mail2Alert.Messages;
using Mail2Alert.Smtp;

namespace Mail2Alert.Pipeline;

/// <summary>What the notifier is told, when it is told after the deliveries.</summary>
/// <remarks>
/// 250 only when nothing is owed any more, or the store has what is. If anything else can still succeed, 451: the notifier keeps the mail, and
/// who was told already is not told twice. If the rest was refused for good, 5xx with the downstream's own words.
/// </remarks>
internal static class Verdict
{
    /// <summary>One reply when all went well, else a reply for each recipient by what was done for it.</summary>
    public static SmtpVerdict Of(Message message, IReadOnlyList<Delivery> deliveries) => Of(message.Id, deliveries) is { IsPositive: true } reply
        ? reply
        : SmtpVerdict.ForEach([.. message.Envelope.Recipients.Select(recipient =>
            Of(message.Id, [.. deliveries.Where(delivery => delivery.For.Contains(recipient))]))]);

    public static SmtpReply Of(string id, IReadOnlyList<Delivery> deliveries)
    {
        if (deliveries.FirstOrDefault(delivery => delivery is { Outcome: Outcome.Retry, IsKept: false }) is { } waiting)
            return Later(id, waiting);
        if (deliveries.FirstOrDefault(delivery => delivery is { Outcome: Outcome.Failed, IsKept: false }) is { } refused)
            return Never(id, refused);
        return new SmtpReply(250, "2.0.0", $"OK {id} {Done(deliveries)}");
    }

    private static string Done(IReadOnlyList<Delivery> deliveries)
    {
        var delivered = deliveries.Count(delivery => delivery.Outcome is Outcome.Delivered);
        return deliveries.Count == 0 ? "no route asks for a notification"
            : delivered == deliveries.Count ? $"delivered to {delivered}"
            : $"kept; delivered to {delivered} of {deliveries.Count} so far";
    }

    /// <summary>It could not be decided while the notifier waited, and the store has it.</summary>
    public static SmtpReply Kept(string id) => new(250, "2.0.0", $"OK {id} kept");

    public static SmtpReply Deferred(string id, string why) => new(451, "4.4.3", $"{id} {why}");

    // Always 451: the downstream's 421 or 452 is about its own connection and room, not about ours.
    private static SmtpReply Later(string id, Delivery delivery)
    {
        var retry = (Outcome.Retry)delivery.Outcome;
        var enhanced = retry.Reply?.Enhanced is { } code && code.StartsWith('4') ? code : "4.4.0";
        return new SmtpReply(451, enhanced, $"{id} not delivered to {delivery.To} yet: {retry.Why}");
    }

    private static SmtpReply Never(string id, Delivery delivery)
    {
        var failed = (Outcome.Failed)delivery.Outcome;
        var code = failed.Reply is { Code: >= 500 and not 521 } reply ? reply.Code : 554;
        var enhanced = failed.Reply?.Enhanced is { } told && told.StartsWith('5') ? told : "5.0.0";
        return new SmtpReply(code, enhanced, $"{id} refused for {delivery.To}: {failed.Why}");
    }
}
