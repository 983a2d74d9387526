namespace Mail2Alert.Alerts;

/// <summary>A source's words for the four ways from one status to the next: GoCD says BREAKS, FAILS, FIXED and PASSES.</summary>
/// <param name="Opens">From resolved to firing.</param>
/// <param name="StaysOpen">Firing again.</param>
/// <param name="Closes">From firing to resolved.</param>
/// <param name="StaysClosed">Resolved again.</param>
/// <param name="ForgetsOnInfo">True when a mail without a status (a cancelled stage) makes the past unknown, as in mail2alert-py.</param>
internal sealed record EdgeEvents(string Opens, string StaysOpen, string Closes, string StaysClosed, bool ForgetsOnInfo = false)
{
    public string? Between(AlertStatus before, AlertStatus now) => (before, now) switch
    {
        (AlertStatus.Resolved, AlertStatus.Firing) => Opens,
        (AlertStatus.Firing, AlertStatus.Firing) => StaysOpen,
        (AlertStatus.Firing, AlertStatus.Resolved) => Closes,
        (AlertStatus.Resolved, AlertStatus.Resolved) => StaysClosed,
        _ => null,
    };

    /// <summary>True for an event that says that something changed.</summary>
    public bool IsEdge(string? name) => name == Opens || name == Closes;
}
