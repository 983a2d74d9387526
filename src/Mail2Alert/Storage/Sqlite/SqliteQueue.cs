namespace Mail2Alert.Storage.Sqlite;

/// <summary>What waits for the writer. All of it is taken at once: what comes while one commit runs is the next commit.</summary>
internal sealed class SqliteQueue(int mostItems, long mostBytes)
{
    // Bounds the time that one commit takes, and so what each mail in it waits.
    private const int LargestBatch = 2000;

    // A Monitor, since the writer's thread waits on it.
    private readonly object _lock = new();
    private readonly Queue<SqliteWrite> _items = [];
    private long _bytes;
    private long _refused;
    private bool _isClosed;

    /// <summary>How many wait, their octets, and how many were turned away so far.</summary>
    public (int Items, long Bytes, long Refused) Load
    {
        get
        {
            lock (_lock)
                return (_items.Count, _bytes, _refused);
        }
    }

    /// <summary>False when that would be more than the bounds allow.</summary>
    public bool TryAddBounded(SqliteWrite item)
    {
        lock (_lock)
        {
            if (_items.Count >= mostItems || (_bytes > 0 && _bytes + item.Bytes > mostBytes))
            {
                _refused++;
                return false;
            }
            Enqueue(item);
            return true;
        }
    }

    /// <summary>For changes that are bounded by who makes them, such as the ends of attempts, and that nobody could send again.</summary>
    public void Add(SqliteWrite item)
    {
        lock (_lock)
            Enqueue(item);
    }

    /// <summary>Waits for something to do.</summary>
    /// <returns>Empty when the queue is closed and everything was taken.</returns>
    public List<SqliteWrite> Take()
    {
        lock (_lock)
        {
            while (_items.Count == 0 && !_isClosed)
                Monitor.Wait(_lock);
            var batch = new List<SqliteWrite>(Math.Min(_items.Count, LargestBatch));
            while (batch.Count < LargestBatch && _items.TryDequeue(out var item))
            {
                _bytes -= item.Bytes;
                batch.Add(item);
            }
            return batch;
        }
    }

    public void Close()
    {
        lock (_lock)
        {
            _isClosed = true;
            Monitor.PulseAll(_lock);
        }
    }

    private void Enqueue(SqliteWrite item)
    {
        ObjectDisposedException.ThrowIf(_isClosed, typeof(SqliteStore));
        _items.Enqueue(item);
        _bytes += item.Bytes;
        if (_items.Count == 1)
            Monitor.Pulse(_lock);
    }
}
