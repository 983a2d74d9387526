using System.Globalization;

namespace Mail2Alert.Alerts;

/// <summary>
/// The correction of an event by the alert's past. GoCD forgets what was before when it restarts, and then says "failed" of what broke:
/// where our own memory knows of the change, it wins. It never takes away a change that the mail reports.
/// </summary>
internal static class Transition
{
    private static readonly AlertState Unheard = new(null, null, null);

    /// <returns>The alert with its event, what to remember of it (null for nothing), and a note where the event or the severity was changed.</returns>
    public static (Alert Alert, AlertState? State, string? Note) Apply(Alert alert, AlertState? before)
    {
        if (alert.Status == AlertStatus.Info)
            return (alert, Forgotten(alert, before), null);
        var ended = Ended(alert, before);
        if (ended is { } severity)
            alert = alert with { Severity = severity, Labels = alert.Labels.With("severity", severity.ToLabel()) };
        var endNote = ended is { } was ? $"it ends what was {was.ToLabel()}" : null;
        if (alert.Edges is not { } edges)
            return Listed(alert, Next(alert, before, ended), endNote);
        if (IsSameHappening(alert, before))
            return (Renamed(alert, before!.Event), before, "this happening was seen before and keeps its event");

        var known = before is null ? alert.StatusBefore : before.Status;
        var expected = known is { } status ? edges.Between(status, alert.Status) : null;
        var corrected = edges.IsEdge(expected) && expected != alert.Event ? Renamed(alert, expected) : alert;
        var edgeNote = ReferenceEquals(corrected, alert) ? null : $"the mail says {alert.Event}, but before it was {known?.ToLabel()}: {expected}";
        return (corrected, Next(corrected, before, ended), edgeNote is not null && endNote is not null ? $"{edgeNote}; {endNote}" : edgeNote ?? endNote);
    }

    // It happened when it began, and when it became worse or better.
    private static (Alert Alert, AlertState? State, string? Note) Listed(Alert alert, AlertState state, string? note)
    {
        if (!alert.IsListed)
            return (alert, state, note);
        var occurrence = string.Create(CultureInfo.InvariantCulture, $"{alert.Status.ToLabel()} {alert.Severity.ToLabel()} {state.Since:O}");
        return (alert with { Occurrence = occurrence }, state with { Occurrence = occurrence }, note);
    }

    // Who asks for what is critical wants to hear of its end, which no notifier calls critical. A later mail of a happening that was seen says no less.
    private static Severity? Ended(Alert alert, AlertState? before)
    {
        if (alert.Status != AlertStatus.Resolved)
            return null;
        var was = before?.Status == AlertStatus.Firing ? before.Alert?.Severity : IsSameHappening(alert, before) || alert.IsListed ? before?.Ended : null;
        return was > alert.Severity ? was : null;
    }

    private static AlertState? Forgotten(Alert alert, AlertState? before) => alert.Edges is { ForgetsOnInfo: true }
        ? (before ?? Unheard) with { Status = null, Occurrence = alert.Occurrence, Event = alert.Event }
        : before;

    private static AlertState Next(Alert alert, AlertState? before, Severity? ended) =>
        (before ?? Unheard) with
        {
            Status = alert.Status,
            Occurrence = alert.Occurrence,
            Event = alert.Event,
            Since = before?.Status == alert.Status ? before.Since : alert.At,
            Ended = ended,
            Acknowledged = alert.Status == AlertStatus.Firing ? before?.Acknowledged : null,
        };

    private static bool IsSameHappening(Alert alert, AlertState? before) =>
        alert.Occurrence is not null && before?.Occurrence == alert.Occurrence && before.Status == alert.Status;

    private static Alert Renamed(Alert alert, string? name) =>
        alert with { Event = name, Labels = alert.Labels.With("event", name) };
}
