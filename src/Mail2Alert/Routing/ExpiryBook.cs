using System.Collections.Frozen;
using System.Globalization;
using Mail2Alert.Alerts;
using Mail2Alert.Routing.Groups;

namespace Mail2Alert.Routing;

/// <summary>Alerts of sources that say when something fails, and never that it is over: after a time without news they are taken for resolved.</summary>
internal sealed class ExpiryBook(IReadOnlyDictionary<string, TimeSpan> bySource)
{
    public const string Event = "EXPIRED";

    private readonly FrozenDictionary<string, TimeSpan> _bySource = bySource.ToFrozenDictionary();
    private readonly Lock _lock = new();
    private readonly Dictionary<AlertId, Alert> _firing = [];
    private readonly Agenda<AlertId> _agenda = new();

    /// <summary>When one is over next; null for never.</summary>
    public DateTimeOffset? Next
    {
        get
        {
            lock (_lock)
                return _agenda.Next;
        }
    }

    /// <summary>When an alert is over unless it is heard of again; null for never.</summary>
    public DateTimeOffset? Of(Alert alert) =>
        alert.Status == AlertStatus.Firing && _bySource.TryGetValue(alert.Source, out var after) ? alert.At + after : null;

    /// <summary>An alert as it is on disk.</summary>
    public void Put(AlertId id, AlertState state)
    {
        lock (_lock)
        {
            if (state is { Status: AlertStatus.Firing, Expires: { } expires, Alert: { } alert })
            {
                _firing[id] = alert;
                _agenda.Set(id, expires);
            }
            else if (_firing.Remove(id))
            {
                _agenda.Remove(id);
            }
        }
    }

    /// <summary>One whose time is over; it is the caller's until <see cref="Put"/> or <see cref="Later"/>.</summary>
    public Alert? TakeDue(DateTimeOffset now)
    {
        lock (_lock)
            return _agenda.TryTake(now, out var id) ? Over(_firing[id], now) : null;
    }

    /// <summary>It could not be told now.</summary>
    public void Later(AlertId id, DateTimeOffset at)
    {
        lock (_lock)
        {
            if (_firing.ContainsKey(id))
                _agenda.Set(id, at);
        }
    }

    private Alert Over(Alert alert, DateTimeOffset now) => alert with
    {
        At = now,
        Status = AlertStatus.Resolved,
        Severity = Severity.Info,
        Occurrence = null,
        Event = Event,
        Edges = null,
        Labels = alert.Labels.With("status", "resolved").With("severity", "info").With("event", Event),
        Text = string.Create(CultureInfo.InvariantCulture, $"Nothing was heard of it for {_bySource[alert.Source]:g} (`resolve-after`): it is taken for resolved.\n"),
    };
}
