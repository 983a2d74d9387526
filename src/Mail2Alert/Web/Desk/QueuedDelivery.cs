using Mail2Alert.Deliveries;
using Mail2Alert.Storage;

namespace Mail2Alert.Web.Desk;

/// <summary>A delivery as operators and their scripts see it.</summary>
/// <param name="Id">Names it.</param>
/// <param name="Mail">The id of its mail.</param>
/// <param name="Subject">The mail's; null when it is not known.</param>
/// <param name="To">The target without secrets, or the recipients of mail that is handed on.</param>
/// <param name="Route">The name of the route that asked for it.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Attempts">How many there were.</param>
/// <param name="Due">When the next attempt is due; null when it is not pending.</param>
/// <param name="Created">When it was decided.</param>
/// <param name="Changed">When its state changed last.</param>
/// <param name="Reason">How the last attempt ended; null while there was none.</param>
internal sealed record QueuedDelivery(
    long Id,
    string Mail,
    string? Subject,
    string To,
    string Route,
    DeliveryState State,
    int Attempts,
    DateTimeOffset? Due,
    DateTimeOffset Created,
    DateTimeOffset Changed,
    string? Reason)
{
    public static QueuedDelivery Of(DeliveryRow row) => new(
        row.Id,
        row.MailId,
        row.Subject,
        Addressee.Of(row.Target, row.Recipients),
        row.Route,
        row.State,
        row.Attempts,
        row.State == DeliveryState.Pending ? row.DueAt : null,
        row.CreatedAt,
        row.ChangedAt,
        row.Reason);
}
