using Microsoft.Data.Sqlite;

namespace Mail2Alert.Storage.Sqlite;

/// <summary>
/// The one thread that writes. While a commit waits for the disk, others queue; together they are the next commit, so that many share an fsync
/// and none waits for company.
/// </summary>
internal sealed class SqliteWriter : IAsyncDisposable
{
    private readonly SqliteStoreOptions _options;
    private readonly TimeProvider _clock;
    private readonly SqliteQueue _queue;
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private SqliteSession? _session;
    private bool _isSynchronous = true;
    private long _since;
    private bool _isLogSuspect;

    public SqliteWriter(SqliteStoreOptions options, TimeProvider clock)
    {
        (_options, _clock) = (options, clock);
        _queue = new SqliteQueue(options.QueuedMails, options.QueuedBytes);
        new Thread(Work) { Name = "store writer", IsBackground = true }.Start();
    }

    /// <summary>Commits so far.</summary>
    public long Commits { get; private set; }

    /// <summary>Called after each, before those who wait for it go on.</summary>
    public Action<StoreCommit>? Committed { get; set; }

    public StoreBacklog Backlog
    {
        get
        {
            var (items, bytes, refused) = _queue.Load;
            var since = Interlocked.Read(ref _since);
            return new StoreBacklog(items, bytes, refused, since == 0 ? TimeSpan.Zero : _clock.GetElapsedTime(since));
        }
    }

    /// <summary>Ends a transaction. Tests put a failing disk here.</summary>
    public Action<SqliteSession> Commit { get; set; } = static session => session.Execute("COMMIT");

    /// <summary>True when no delivery is open and no target said anything, as the last commit left it: then no lane needs to be looked up.</summary>
    public bool HasQuietLanes { get => Volatile.Read(ref field); private set => Volatile.Write(ref field, value); }

    /// <summary>For mails.</summary>
    /// <returns>Null when there is no room in the queue.</returns>
    public Task<T>? TryWrite<T>(Func<SqliteSession, T> run, long bytes, SqliteHaste haste, CancellationToken cancellationToken)
    {
        var write = new SqliteWrite<T>(run, bytes, isMail: true, haste, cancellationToken);
        return _queue.TryAddBounded(write) ? write.Done.WaitAsync(cancellationToken) : null;
    }

    /// <summary>For everything else. Once begun it is waited for: a lease that nobody holds would keep its delivery back.</summary>
    /// <param name="run">Makes the change.</param>
    /// <param name="cancellationToken">Takes it back while it is queued.</param>
    /// <param name="haste">How soon it has to be on disk.</param>
    public Task<T> WriteAsync<T>(Func<SqliteSession, T> run, CancellationToken cancellationToken, SqliteHaste haste = SqliteHaste.Durable)
    {
        var write = new SqliteWrite<T>(run, 0, isMail: false, haste, cancellationToken);
        _queue.Add(write);
        return write.Done;
    }

    /// <summary>Writes what is queued, then ends.</summary>
    public ValueTask DisposeAsync()
    {
        _queue.Close();
        return new ValueTask(_stopped.Task);
    }

    private void Work()
    {
        while (_queue.Take() is { Count: > 0 } batch)
        {
            batch.RemoveAll(static write => !write.Begin());
            if (batch.Count == 0)
                continue;
            Interlocked.Exchange(ref _since, Math.Max(1, _clock.GetTimestamp()));
            Write(batch);
            Interlocked.Exchange(ref _since, 0);
        }
        _session?.Dispose();
        _stopped.TrySetResult();
    }

    // One that fails takes the others' transaction with it: they get their own.
    private void Write(List<SqliteWrite> batch)
    {
        if (TryCommit(batch) || batch.Count == 1)
            return;
        foreach (var write in batch)
            TryCommit([write]);
    }

    /// <returns>False when the change failed that is alone in the batch, or one of several; then nobody was told yet.</returns>
    private bool TryCommit(List<SqliteWrite> batch)
    {
        var start = _clock.GetTimestamp();
        try
        {
            var session = Begin(batch.TrueForAll(static write => write.Haste != SqliteHaste.Durable));
            if (!TryRun(session, batch))
                return false;
            var isQuiet = DeliveryRows.AreLanesQuiet(session);
            HasQuietLanes &= isQuiet;
            CommitOrTakeBack(session);
            HasQuietLanes = isQuiet;
        }
        catch (SqliteException exception)
        {
            GiveUp();
            FailAll(batch, SqliteTrouble.Of(exception, _options.Path));
            return true;
        }
        catch (IOException exception)
        {
            GiveUp();
            FailAll(batch, new StoreException(new StoreAnswer.Failed(exception.Message), exception.Message, exception));
            return true;
        }
        Committed?.Invoke(new StoreCommit(_clock.GetElapsedTime(start), batch.Count, batch.Count(static write => write.IsMail)));
        foreach (var write in batch)
            write.Succeed();
        return true;
    }

    private void CommitOrTakeBack(SqliteSession session)
    {
        _isLogSuspect = true;
        try
        {
            Commit(session);
            Commits++;
            _isLogSuspect = false;
        }
        finally
        {
            if (_isLogSuspect)
                SqliteLog.TakeBack(session);
        }
    }

    private bool TryRun(SqliteSession session, List<SqliteWrite> batch)
    {
        foreach (var write in batch)
        {
            if (Failure(session, write) is not { } failure)
                continue;
            session.RollBack();
            if (batch.Count == 1)
                write.Fail(failure);
            return false;
        }
        return true;
    }

    private Exception? Failure(SqliteSession session, SqliteWrite write)
    {
        try
        {
            write.Run(session);
            return null;
        }
        catch (SqliteException exception)
        {
            return SqliteTrouble.Of(exception, _options.Path);
        }
#pragma warning disable CA1031 // A bug in one change is thrown where that change is awaited; the thread lives on for the others.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return exception;
        }
    }

    private SqliteSession Begin(bool isLazy)
    {
        var session = _session ??= new SqliteSession(SqliteConnections.OpenWriter(_options));
        if (_isLogSuspect)
        {
            SqliteLog.Renew(session, _options.BusyTimeout);
            _isLogSuspect = false;
        }
        if (isLazy == _isSynchronous)
        {
            SqliteConnections.Execute(session.Connection, isLazy ? "PRAGMA synchronous = NORMAL" : "PRAGMA synchronous = FULL");
            _isSynchronous = !isLazy;
        }
        session.Execute("BEGIN IMMEDIATE");
        return session;
    }

    // After a failed begin or commit nothing is known of the connection: a new one reads the truth from disk, when there is one to be had.
    private void GiveUp()
    {
        _session?.Dispose();
        _session = null;
        _isSynchronous = true;
    }

    private static void FailAll(List<SqliteWrite> batch, StoreException exception)
    {
        foreach (var write in batch)
            write.Fail(exception);
    }
}
