namespace Mail2Alert.EndToEnd.Support;

/// <summary>What a program writes, line by line, and a way to wait for a line.</summary>
internal sealed class Transcript
{
    private readonly Lock _lock = new();
    private readonly List<string> _lines = [];
    private TaskCompletionSource _grown = NewSignal();

    public void Add(string? line)
    {
        if (line is null)
            return;
        lock (_lock)
        {
            _lines.Add(line);
            _grown.SetResult();
            _grown = NewSignal();
        }
    }

    /// <summary>The first line that holds this text, past or to come.</summary>
    public async Task<string> LineAsync(string holding, CancellationToken cancellationToken)
    {
        while (true)
        {
            var (found, grown) = Find(holding);
            if (found is not null)
                return found;
            await grown.WaitAsync(cancellationToken);
        }
    }

    /// <summary>The last lines: those that tell why a test failed.</summary>
    public override string ToString()
    {
        lock (_lock)
            return string.Join('\n', _lines.TakeLast(50));
    }

    private (string? Found, Task Grown) Find(string holding)
    {
        lock (_lock)
            return (_lines.Find(line => line.Contains(holding, StringComparison.Ordinal)), _grown.Task);
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
