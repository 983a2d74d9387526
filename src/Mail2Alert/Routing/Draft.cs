using Mail2Alert.Alerts;

namespace Mail2Alert.Routing;

/// <summary>What is planned for an alert, while route after route has its say.</summary>
/// <param name="alert">The alert.</param>
/// <param name="before">What was remembered of it.</param>
/// <param name="ending">Where it was over before: the groups that have yet to say so.</param>
/// <param name="owed">The ids of targets that hear of its end by a group, as they heard by it that it fires.</param>
internal sealed class Draft(Alert alert, AlertState? before, IReadOnlyList<GroupId> ending, IReadOnlySet<string> owed)
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

    /// <summary>The groups that have it, and not only by what is planned now.</summary>
    private IReadOnlyList<GroupId> Earlier => WasFiring ? before!.Groups : ending;

    /// <summary>True when there are groups that have it, or have yet to say that it was over.</summary>
    public bool WasGrouped => Earlier.Count > 0 || ending.Count > 0;

    /// <summary>True of a group that was to tell that it fired, and is to tell of its end.</summary>
    public bool IsEndingIn(GroupId id) => alert.Status == AlertStatus.Resolved && Earlier.Contains(id);

    /// <summary>True of a group that has yet to say that it was over, although it fires again.</summary>
    public bool IsBackIn(GroupId id) => alert.Status == AlertStatus.Firing && ending.Contains(id);

    /// <summary>True while it comes and goes more often than that. News does not.</summary>
    /// <param name="flapping">How often.</param>
    /// <param name="state">What is remembered of it from now on.</param>
    /// <param name="now">What the time is.</param>
    public bool IsFlapping(Flapping flapping, AlertState? state, DateTimeOffset now) =>
        alert.Status != AlertStatus.Info && state is not null && flapping.IsSeenIn(state.Changes, now);

    /// <summary>True when these know, and not by a group, that it fires, or did.</summary>
    public bool HaveHeard(IEnumerable<RoutedTarget> routed) => routed.All(HasHeard);

    /// <summary>Those who are to hear at once that it is over, as they heard that it fires, and the others.</summary>
    public (IReadOnlyList<RoutedTarget> Heard, IReadOnlyList<RoutedTarget> Others) ToldAtOnce(IReadOnlyList<RoutedTarget> routed)
    {
        if (alert.Status != AlertStatus.Resolved || !routed.Any(HasHeard))
            return ([], routed);
        return ([.. routed.Where(HasHeard)], [.. routed.Where(one => !HasHeard(one))]);
    }

    private bool HasHeard(RoutedTarget one) => WasFiring && before!.Heard.Contains(one.Target.Id);

    public void Join(GroupId id, string note)
    {
        if (!_joined.Contains(id))
            _joined.Add(id);
        _notes.Add(note);
    }

    public void Note(string note) => _notes.Add(note);

    public void Tell(IReadOnlyList<RoutedTarget> routed, string? note = null)
    {
        if (note is not null)
            _notes.Add(note);
        foreach (var one in routed)
        {
            _heard.Add(one.Target.Id);
            if (before?.Told?.Names(alert.Occurrence, one.Target.Id) == true)
                _notes.Add($"{one.Target.Text} was told of this happening");
            else if (owed.Contains(one.Target.Id))
                _notes.Add($"{one.Target.Text} is told by the group that told it that it fires");
            else if (!_atOnce.Exists(known => known.Target.Equals(one.Target)))
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
        IReadOnlyList<GroupId> groups = [.. Earlier.Union(_joined)];
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
