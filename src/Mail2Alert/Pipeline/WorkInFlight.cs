using System.Collections.Concurrent;

namespace Mail2Alert.Pipeline;

/// <summary>What was begun and has not ended.</summary>
internal sealed class WorkInFlight
{
    private readonly ConcurrentDictionary<Task, bool> _tasks = new();
    private int _count;

    public int Count => Volatile.Read(ref _count);

    /// <summary>Begins it on a thread of the pool.</summary>
    /// <param name="work">What to do.</param>
    /// <param name="atEnd">Called when it does not count any more.</param>
    public void Begin(Func<Task> work, Action atEnd)
    {
        Interlocked.Increment(ref _count);
        var task = Task.Run(async () =>
        {
            try
            {
                await work();
            }
            finally
            {
                Interlocked.Decrement(ref _count);
                atEnd();
            }
        });
        _tasks.TryAdd(task, true);
        _ = task.ContinueWith(
            ended => _tasks.TryRemove(ended, out _),
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }

    /// <summary>Ends when all of it has, and whoever was to hear of it has.</summary>
    public Task EndAsync() => Task.WhenAll(_tasks.Keys);
}
