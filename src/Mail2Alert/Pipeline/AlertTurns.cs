using Mail2Alert.Alerts;

namespace Mail2Alert.Pipeline;

/// <summary>
/// Of two mails about the same alert, one is routed and committed before the other is routed: what is remembered is what is on disk, in the
/// same order.
/// </summary>
internal sealed class AlertTurns
{
    private readonly Lock _lock = new();
    private readonly Dictionary<AlertId, Line> _lines = [];

    /// <summary>Alerts that somebody has a turn of or waits for.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
                return _lines.Count;
        }
    }

    /// <returns>To be disposed of when the decision is on disk.</returns>
    public async Task<IDisposable> TakeAsync(AlertId id, CancellationToken cancellationToken)
    {
        var line = Join(id);
        try
        {
            await line.Turn.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            Leave(id, line);
            throw;
        }
        return new Turn(() =>
        {
            line.Turn.Release();
            Leave(id, line);
        });
    }

    private Line Join(AlertId id)
    {
        lock (_lock)
        {
            if (!_lines.TryGetValue(id, out var line))
                _lines.Add(id, line = new Line());
            line.Members++;
            return line;
        }
    }

    private void Leave(AlertId id, Line line)
    {
        lock (_lock)
        {
            if (--line.Members == 0)
                _lines.Remove(id);
        }
    }

    private sealed class Line
    {
        public SemaphoreSlim Turn { get; } = new(1);

        public int Members { get; set; }
    }

    private sealed class Turn(Action end) : IDisposable
    {
        private Action? _end = end;

        public void Dispose() => Interlocked.Exchange(ref _end, null)?.Invoke();
    }
}
