using Mail2Alert.Alerts;
using Mail2Alert.Storage;

namespace Mail2Alert.Pipeline;

/// <summary>
/// The mails that wait for a decision, as far as memory may know of them; the rest is read from the store when there is room. What is here but
/// not in the store any more costs one look.
/// </summary>
internal sealed class UndecidedMails(IStore store, TimeProvider clock, int most = UndecidedMails.Most)
{
    // About 20 MB of names.
    private const int Most = 100_000;
    private const int PageSize = 1000;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, AlertId?> _known = new(StringComparer.Ordinal);
    private readonly Dictionary<AlertId, int> _alerts = [];
    private readonly Queue<(string Id, int Tries)> _ready = new();
    private readonly PriorityQueue<(string Id, int Tries), long> _later = new();

    // At the start nothing is known of what a crash left.
    private volatile bool _isIncomplete = true;
    private int _ofUnknownAlerts;

    /// <summary>True when one waits or is in hand that is about this alert, or may be.</summary>
    public bool MayHave(AlertId alert)
    {
        lock (_lock)
            return _isIncomplete || _ofUnknownAlerts > 0 || _alerts.ContainsKey(alert);
    }

    /// <param name="mailId">A mail that was kept.</param>
    /// <param name="alert">What it is about; null as long as nobody knows.</param>
    public void Add(string mailId, AlertId? alert)
    {
        lock (_lock)
            TryAdd(mailId, alert);
    }

    /// <summary>The next one whose time has come, and how often it was tried before.</summary>
    public bool TryTake(out (string Id, int Tries) mail)
    {
        lock (_lock)
        {
            while (_later.TryPeek(out var first, out var due) && due <= clock.GetTimestamp())
            {
                _later.Dequeue();
                _ready.Enqueue(first);
            }
            return _ready.TryDequeue(out mail);
        }
    }

    /// <summary>How long until the next one's time comes; null when none waits.</summary>
    public TimeSpan? Wait
    {
        get
        {
            lock (_lock)
            {
                if (!_later.TryPeek(out _, out var due))
                    return null;
                return due > clock.GetTimestamp() ? clock.GetElapsedTime(clock.GetTimestamp(), due) : TimeSpan.Zero;
            }
        }
    }

    public void Done(string mailId)
    {
        lock (_lock)
        {
            if (!_known.Remove(mailId, out var alert))
                return;
            if (alert is not { } known)
                _ofUnknownAlerts--;
            else if (--_alerts[known] == 0)
                _alerts.Remove(known);
        }
    }

    public void Later(string mailId, int tries, TimeSpan wait)
    {
        lock (_lock)
            _later.Enqueue((mailId, tries), clock.GetTimestamp() + (long)(wait.TotalSeconds * clock.TimestampFrequency));
    }

    /// <summary>Reads what memory does not know of, as long as there is room.</summary>
    public async Task RefillAsync(CancellationToken cancellationToken)
    {
        if (!NeedsRefill())
            return;
        var isRead = false;
        try
        {
            for (long? from = 0; from is { } after;)
            {
                var page = await store.UndecidedAsync(after, PageSize, cancellationToken);
                from = AddAll(page.Items) ? page.Next : null;
            }
            isRead = true;
        }
        finally
        {
            if (!isRead)
                _isIncomplete = true;
        }
    }

    private bool NeedsRefill()
    {
        lock (_lock)
        {
            if (!_isIncomplete || _ready.Count > 0 || _known.Count >= most)
                return false;
            _isIncomplete = false;
            return true;
        }
    }

    private bool AddAll(IEnumerable<string> mails)
    {
        lock (_lock)
            return mails.All(mail => TryAdd(mail, null));
    }

    private bool TryAdd(string mailId, AlertId? alert)
    {
        if (_known.ContainsKey(mailId))
            return true;
        if (_known.Count >= most)
        {
            _isIncomplete = true;
            return false;
        }
        _known.Add(mailId, alert);
        if (alert is { } known)
            _alerts[known] = _alerts.GetValueOrDefault(known) + 1;
        else
            _ofUnknownAlerts++;
        _ready.Enqueue((mailId, 0));
        return true;
    }
}
