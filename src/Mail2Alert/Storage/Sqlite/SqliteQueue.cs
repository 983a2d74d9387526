using System.Diagnostics;

namespace Mail2Alert.Storage.Sqlite;

/// <summary>
/// What waits for the writer. All of it is taken at once: what comes while one commit runs is the next commit. What is patient goes with the next that
/// is not, or when enough of it is there, or when it has waited for a moment.
/// </summary>
internal sealed class SqliteQueue(int mostItems, long mostBytes)
{
    // Bounds the time that one commit takes, and so what each mail in it waits.
    private const int LargestBatch = 2000;

    // A commit writes whole pages: a hundred mails need hardly more of them than one.
    private const int Company = 500;
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(100);

    // A Monitor, since the writer's thread waits on it.
    private readonly object _lock = new();
    private readonly Queue<SqliteWrite> _items = [];
    private long _bytes;
    private long _refused;
    private int _patient;
    private long _patientSince;
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
            while (!_isClosed && ToWait() is var wait && wait != TimeSpan.Zero)
                Monitor.Wait(_lock, wait);
            var batch = new List<SqliteWrite>(Math.Min(_items.Count, LargestBatch));
            while (batch.Count < LargestBatch && _items.TryDequeue(out var item))
            {
                _bytes -= item.Bytes;
                _patient -= item.Haste == SqliteHaste.Patient ? 1 : 0;
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
        if (item.Haste == SqliteHaste.Patient && ++_patient == 1)
            _patientSince = Stopwatch.GetTimestamp();
        // The writer looks anew when there is something for the first time, and when it need not wait any more.
        if (_items.Count == 1 || _items.Count == Company || _items.Count - _patient == 1)
            Monitor.Pulse(_lock);
    }

    // Zero when there is something to do at once.
    private TimeSpan ToWait() =>
        _items.Count == 0 ? Timeout.InfiniteTimeSpan
        : _items.Count > _patient || _items.Count >= Company ? TimeSpan.Zero
        : Patience - Stopwatch.GetElapsedTime(_patientSince) is var left && left > TimeSpan.Zero ? left
        : TimeSpan.Zero;
}
