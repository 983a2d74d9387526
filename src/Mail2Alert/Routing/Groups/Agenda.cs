namespace Mail2Alert.Routing.Groups;

/// <summary>What is due when. Setting a time anew takes the place of the one before. Not for several threads.</summary>
internal sealed class Agenda<TKey>
    where TKey : notnull
{
    private readonly Dictionary<TKey, DateTimeOffset> _times = [];
    private readonly PriorityQueue<TKey, DateTimeOffset> _queue = new();

    /// <summary>When something is due next; null for never.</summary>
    public DateTimeOffset? Next
    {
        get
        {
            while (_queue.TryPeek(out var key, out var at))
            {
                if (_times.TryGetValue(key, out var now) && now == at)
                    return at;
                _queue.Dequeue();
            }
            return null;
        }
    }

    public void Set(TKey key, DateTimeOffset at)
    {
        if (_times.TryGetValue(key, out var before) && before == at)
            return;
        _times[key] = at;
        _queue.Enqueue(key, at);
        if (_queue.Count > (2 * _times.Count) + 16)
            Rebuild();
    }

    public void Remove(TKey key) => _times.Remove(key);

    /// <summary>Takes one that is due by now off the agenda.</summary>
    public bool TryTake(DateTimeOffset now, out TKey key)
    {
        key = default!;
        if (Next is not { } next || next > now)
            return false;
        key = _queue.Dequeue();
        _times.Remove(key);
        return true;
    }

    // What was set anew leaves its old place behind.
    private void Rebuild()
    {
        _queue.Clear();
        _queue.EnqueueRange(_times.Select(entry => (entry.Key, entry.Value)));
    }
}
