namespace Mail2Alert.Storage.Sqlite;

/// <summary>One change on its way to the disk, and whoever waits for it.</summary>
/// <param name="bytes">What it holds in memory.</param>
/// <param name="isMail">True when a notifier waits for it.</param>
/// <param name="haste">How soon it has to be on disk.</param>
internal abstract class SqliteWrite(long bytes, bool isMail, SqliteHaste haste)
{
    public long Bytes => bytes;

    public bool IsMail => isMail;

    public SqliteHaste Haste => haste;

    /// <summary>False when nobody wants it any more.</summary>
    public abstract bool Begin();

    /// <summary>Called within a transaction; again when that one was rolled back.</summary>
    public abstract void Run(SqliteSession session);

    public abstract void Succeed();

    public abstract void Fail(Exception exception);
}

internal sealed class SqliteWrite<T>(Func<SqliteSession, T> run, long bytes, bool isMail, SqliteHaste haste, CancellationToken cancellationToken)
    : SqliteWrite(bytes, isMail, haste)
{
    // The writer's thread must never run what comes after an await.
    private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _result;

    public Task<T> Done => _done.Task;

    public override bool Begin() => !cancellationToken.IsCancellationRequested || !_done.TrySetCanceled(cancellationToken);

    public override void Run(SqliteSession session) => _result = run(session);

    public override void Succeed() => _done.TrySetResult(_result!);

    public override void Fail(Exception exception) => _done.TrySetException(exception);
}
