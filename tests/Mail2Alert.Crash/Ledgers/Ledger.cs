namespace Mail2Alert.Crash.Ledgers;

/// <summary>All that was seen, in order.</summary>
internal sealed class Ledger
{
    private readonly Lock _lock = new();
    private readonly List<Entry> _entries = [];

    public int Count
    {
        get
        {
            lock (_lock)
                return _entries.Count;
        }
    }

    public IReadOnlyList<Entry> Entries
    {
        get
        {
            lock (_lock)
                return [.. _entries];
        }
    }

    /// <summary>Heard of every entry, on the thread that adds it.</summary>
    public event Action<Entry>? Added;

    public void Add(Entry entry)
    {
        lock (_lock)
            _entries.Add(entry);
        Added?.Invoke(entry);
    }
}
