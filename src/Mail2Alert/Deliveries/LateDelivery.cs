namespace Mail2Alert.Deliveries;

/// <summary>A delivery that is told to a fallback, too, when it is not delivered by then.</summary>
/// <param name="Id">Names it.</param>
/// <param name="MailId">The mail that it is about.</param>
/// <param name="Target">Whom it is to tell.</param>
/// <param name="Route">The name of the route that asked for it.</param>
/// <param name="Receiver">The name of the receiver that falls back.</param>
/// <param name="At">When.</param>
/// <param name="Reason">How the last attempt ended; null when there was none.</param>
internal sealed record LateDelivery(
    long Id, string MailId, TargetId Target, string Route, string Receiver, DateTimeOffset At, string? Reason);
