using Mail2Alert.Alerts;
using Mail2Alert.Channels.Mail;
using Mail2Alert.Deliveries;
using Mail2Alert.Messages;
using Mail2Alert.Routing;
using Mail2Alert.Smtp;
using Mail2Alert.Storage;

namespace Mail2Alert.Pipeline;

/// <summary>What Mail2Alert has to say itself. It becomes a mail, so that it is kept, delivered, shown and sent again like any other.</summary>
internal sealed class Notices(IStore store, NoticeComposer composer, WakeUp due)
{
    /// <summary>Keeps a notice and what it owes, together with what else is to be remembered, in one commit.</summary>
    /// <param name="alert">What it says.</param>
    /// <param name="to">Who is told.</param>
    /// <param name="why">The story in sentences.</param>
    /// <param name="memory">What is remembered in the same commit.</param>
    public async Task<StoreAnswer> TellAsync(Alert alert, IReadOnlyList<RoutedTarget> to, IReadOnlyList<string> why, IReadOnlyList<MemoryRow> memory)
    {
        var mail = Compose(alert);
        var decision = new MailDecision(alert, null, why, [.. to.Select(routed => Planned(mail.Id, alert, routed))])
        {
            Subject = alert.Title,
            Memory = memory,
        };
        var answer = await store.KeepAsync(mail, decision, CancellationToken.None);
        due.Signal();
        return answer;
    }

    /// <summary>Tells more targets of a mail that is kept, as it came. What is said of it comes behind the story that it has.</summary>
    /// <returns><see cref="StoreAnswer.Gone"/> when it is not kept any more.</returns>
    public async Task<StoreAnswer> TellOfAsync(
        string mailId, Alert alert, IReadOnlyList<RoutedTarget> to, IReadOnlyList<string> why, IReadOnlyList<MemoryRow> memory, string? note = null)
    {
        var decision = new MailDecision(null, null, why, [.. to.Select(routed => Planned(mailId, alert, routed) with { Note = note })])
        {
            Memory = memory,
            IsMore = true,
        };
        var answer = await store.AddAsync(mailId, decision, CancellationToken.None);
        due.Signal();
        return answer;
    }

    /// <summary>The mail of a notice. It has no sender: its failure is reported to nobody.</summary>
    public Message Compose(Alert alert)
    {
        var id = $"N{Guid.CreateVersion7(alert.At):N}";
        var envelope = new SmtpEnvelope(new SmtpPeer(id, null, null, null, IsExtended: true), SmtpPath.Null, SmtpMailParameters.None, []);
        return new Message(new SmtpMessage(id, alert.At, envelope, new OwnContent(composer.Compose(alert, id), hasEightBit: false)));
    }

    private static PlannedDelivery Planned(string mailId, Alert alert, RoutedTarget routed) => PlannedDelivery.Tell(
        mailId, alert, routed.Target, routed.Route.Name, Destination.Of(routed.Target), routed.Receiver);
}
