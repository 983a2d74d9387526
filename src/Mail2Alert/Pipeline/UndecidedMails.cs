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
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly Queue<(string Id, int Tries)> _ready = new();
    private readonly PriorityQueue<(string Id, int Tries), long> _later = new();

    // At the start nothing is known of what a crash left.
    private volatile bool _isIncomplete = true;

    /// <summary>True when none waits or is in hand, as far as anybody can know.</summary>
    public bool IsEmpty
    {
        get
        {
            lock (_lock)
                return _known.Count == 0 && !_isIncomplete;
        }
    }

    public void Add(string mailId)
    {
        lock (_lock)
            TryAdd(mailId);
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
            _known.Remove(mailId);
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
            return mails.All(TryAdd);
    }

    private bool TryAdd(string mailId)
    {
        if (_known.Contains(mailId))
            return true;
        if (_known.Count >= most)
        {
            _isIncomplete = true;
            return false;
        }
        _known.Add(mailId);
        _ready.Enqueue((mailId, 0));
        return true;
    }
}
