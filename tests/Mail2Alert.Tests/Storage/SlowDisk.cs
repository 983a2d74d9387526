using Mail2Alert.Storage.Sqlite;

namespace Mail2Alert.Tests.Storage;

/// <summary>Holds a writer's next commit until it is told to go on.</summary>
internal sealed class SlowDisk : IDisposable
{
    private readonly TaskCompletionSource _committing = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ManualResetEventSlim _mayGoOn = new();

    public SlowDisk(SqliteWriter writer)
    {
        var commit = writer.Commit;
        writer.Commit = session =>
        {
            writer.Commit = commit;
            _committing.TrySetResult();
            _mayGoOn.Wait();
            commit(session);
        };
    }

    public Task Committing => _committing.Task;

    public void GoOn() => _mayGoOn.Set();

    public void Dispose()
    {
        _mayGoOn.Set();
        _mayGoOn.Dispose();
    }
}
