using Mail2Alert.Alerts;

namespace Mail2Alert.Sources.Declared;

/// <summary>
/// What a mail says of its alert. News that changes nothing is told apart first. Then a failure counts for more than a success: a mail that
/// says both is read by somebody.
/// </summary>
/// <param name="Info">Null for never.</param>
/// <param name="Firing">Null for never.</param>
/// <param name="Resolved">Null for never.</param>
/// <param name="Otherwise">When none of them holds.</param>
internal sealed record StatusRule(Condition? Info, Condition? Firing, Condition? Resolved, AlertStatus Otherwise)
{
    public static StatusRule Always(AlertStatus status) => new(null, null, null, status);

    // What could not be decided in time may be a failure, and is never a success.
    public AlertStatus Of(OpenMail mail) =>
        Info?.Holds(mail) == Truth.Yes ? AlertStatus.Info
        : Firing is not null && Firing.Holds(mail) != Truth.No ? AlertStatus.Firing
        : Resolved?.Holds(mail) == Truth.Yes ? AlertStatus.Resolved
        : Otherwise;
}
