using Mail2Alert.Alerts;

namespace Mail2Alert.Routing;

/// <summary>What is planned for an alert, while route after route has its say.</summary>
internal sealed class Draft(Alert alert, AlertState? before)
{
    private readonly List<RoutedTarget> _atOnce = [];
    private readonly List<GroupId> _joined = [];
    private readonly List<string> _heard = [];
    private readonly List<string> _notes = [];

    public Alert Alert => alert;

    public IReadOnlyList<RoutedTarget> AtOnce => _atOnce;

    public IReadOnlyList<GroupId> Joined => _joined;

    public IReadOnlyList<string> Notes => _notes;

    private bool WasFiring => before?.Status == AlertStatus.Firing;

    /// <summary>True when it fired before, and does now.</summary>
    public bool StillFires => alert.Status == AlertStatus.Firing && WasFiring;

    /// <summary>True of the group that was to tell that it fired, and is to tell of its end.</summary>
    public bool IsHeldBy(GroupId id) => alert.Status == AlertStatus.Resolved && WasFiring && before!.Groups.Contains(id);

    /// <summary>True when a route told at once that it fires.</summary>
    public bool HasHeard(Route route) => WasFiring && before!.Heard.Contains(route.Id);

    /// <summary>True when it is over, and the route told at once that it fired.</summary>
    public bool IsHeardBy(Route route) => alert.Status == AlertStatus.Resolved && HasHeard(route);

    public void Join(GroupId id, string note)
    {
        if (!_joined.Contains(id))
            _joined.Add(id);
        _notes.Add(note);
    }

    public void Note(string note) => _notes.Add(note);

    public void Tell(Route route, IReadOnlyList<RoutedTarget> routed, string? note = null)
    {
        if (note is not null)
            _notes.Add(note);
        _heard.Add(route.Id);
        foreach (var one in routed)
        {
            if (before?.Told?.Names(alert.Occurrence, one.Target.Id) == true)
                _notes.Add($"{one.Target.Text} was told of this happening");
            else if (!_atOnce.Exists(known => known.Target == one.Target))
                _atOnce.Add(one);
        }
    }

    /// <summary>What is remembered of the alert; null for nothing.</summary>
    /// <param name="matched">As the routes have it.</param>
    /// <param name="mailId">The mail that brought it.</param>
    public AlertState? State(AlertState? matched, string mailId)
    {
        var told = Told.Add(before?.Told, alert.Occurrence, [.. _atOnce.Select(routed => routed.Target.Id)]);
        if (alert.Status == AlertStatus.Info)
            return told == before?.Told ? matched : (matched ?? new AlertState(null, null, null)) with { Told = told };
        var fires = alert.Status == AlertStatus.Firing;
        IReadOnlyList<GroupId> groups = [.. (WasFiring ? before!.Groups : []).Union(_joined)];
        return matched! with
        {
            Told = told,
            Groups = groups,
            Heard = fires ? [.. (WasFiring ? before!.Heard : []).Union(_heard)] : [],
            // What fires is shown to operators and keeps others quiet; only groups tell its text.
            Alert = groups.Count > 0 ? alert.Remembered() : fires ? alert.Remembered() with { Text = "" } : null,
            MailId = groups.Count > 0 || fires ? mailId : null,
        };
    }
}
