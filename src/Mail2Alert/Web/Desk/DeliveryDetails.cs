using Mail2Alert.Storage;

namespace Mail2Alert.Web.Desk;

/// <summary>A delivery and its story.</summary>
/// <param name="Delivery">The delivery.</param>
/// <param name="Mail">Its mail; null when the bytes are lost.</param>
/// <param name="Why">The decision in sentences.</param>
/// <param name="Attempts">Attempts that did not deliver, in order.</param>
internal sealed record DeliveryDetails(
    QueuedDelivery Delivery, MailRow? Mail, IReadOnlyList<string> Why, IReadOnlyList<PastAttempt> Attempts)
{
    public static DeliveryDetails Of(DeliveryStory story) => new(
        QueuedDelivery.Of(story.Delivery),
        story.Mail is { Message: var mail, Alert: var alert }
            ? MailRow.Of(mail.Id, mail.ReceivedAt, mail.Length, mail.Envelope, mail.Subject, alert?.Source)
            : null,
        story.Mail?.Why ?? [],
        story.Attempts);
}
