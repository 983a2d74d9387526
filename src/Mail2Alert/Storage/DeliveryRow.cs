using Mail2Alert.Deliveries;
using Mail2Alert.Smtp;

namespace Mail2Alert.Storage;

/// <summary>A delivery as a list shows it.</summary>
/// <param name="Id">Names it.</param>
/// <param name="MailId">The mail that it is about.</param>
/// <param name="Target">Whom to tell; null when the mail is handed on.</param>
/// <param name="Recipients">To whom the mail is handed on.</param>
/// <param name="Route">The name of the route that asked for it.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Attempts">How many there were.</param>
/// <param name="DueAt">When the next attempt is due, while it is pending.</param>
/// <param name="CreatedAt">When it was decided.</param>
/// <param name="ChangedAt">When its state changed last.</param>
/// <param name="Reason">How the last attempt ended, in a sentence or as the target's reference; null while there was none.</param>
/// <param name="Subject">The mail's; null when it is not known.</param>
internal sealed record DeliveryRow(
    long Id,
    string MailId,
    TargetId? Target,
    IReadOnlyList<SmtpRecipient> Recipients,
    string Route,
    DeliveryState State,
    int Attempts,
    DateTimeOffset DueAt,
    DateTimeOffset CreatedAt,
    DateTimeOffset ChangedAt,
    string? Reason,
    string? Subject);
