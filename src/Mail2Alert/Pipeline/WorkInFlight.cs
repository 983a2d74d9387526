using System.Collections.Concurrent;

namespace Mail2Alert.Pipeline;

/// <summary>What was begun and has not ended.</summary>
internal sealed class WorkInFlight
{
    private readonly ConcurrentDictionary<Task, bool> _tasks = new();

    public int Count => _tasks.Count;

    /// <summary>Begins it on a thread of the pool.</summary>
    public void Begin(Func<Task> work, Action atEnd)
    {
        var task = Task.Run(work);
        _tasks.TryAdd(task, true);
        _ = task.ContinueWith(
            ended =>
            {
                _tasks.TryRemove(ended, out _);
                atEnd();
            },
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }

    /// <summary>Ends when all of it has.</summary>
    public Task EndAsync() => Task.WhenAll(_tasks.Keys);
}
