namespace Mail2Alert.Storage.Sqlite;

/// <summary>What operators and housekeeping do with a SQLite store.</summary>
internal sealed class SqliteDesk(
    SqliteStoreOptions options, TimeProvider clock, SqliteWriter writer, SqliteReaders readers, MailFiles files) : IStoreDesk
{
    private int _backups;

    public Action<StoreCommit>? Committed
    {
        set => writer.Committed = value;
    }

    public StoreBacklog Backlog => writer.Backlog;

    public Task<Page<DeliveryRow>> ListAsync(DeliveryQuery query, CancellationToken cancellationToken) =>
        readers.ReadAsync(session => DeskRows.List(session, query), cancellationToken);

    public Task<DeliveryStory?> FindAsync(long id, CancellationToken cancellationToken) => readers.ReadAsync(
        session => DeskRows.Find(session, id) is { } delivery
            ? new DeliveryStory(delivery, MailRows.Read(session, delivery.MailId, files), DeskRows.Attempts(session, id))
            : null,
        cancellationToken);

    public Task<Page<MailRow>> MailsAsync(MailQuery query, CancellationToken cancellationToken) =>
        readers.ReadAsync(session => MailListRows.List(session, query), cancellationToken);

    public Task<StoreFigures> FiguresAsync(CancellationToken cancellationToken) => readers.ReadAsync(DeskRows.Figures, cancellationToken);

    public async Task<StoreAnswer> ActAsync(long id, DeskAction action, CancellationToken cancellationToken)
    {
        try
        {
            return await writer.WriteAsync(
                session => DeskActions.Act(session, id, action, clock.GetUtcNow().ToUnixTimeMilliseconds()), cancellationToken);
        }
        catch (StoreException exception)
        {
            return exception.Answer;
        }
    }

    public async Task<CleanedUp> CleanUpAsync(Retention retention, long from, CancellationToken cancellationToken)
    {
        var (done, gone) = await writer.WriteAsync(session => CleanUpRows.CleanUp(session, retention, from), cancellationToken);
        // A backup may need the file still; then it is left to the sweep.
        foreach (var id in gone.Where(_ => !IsBackingUp))
            files.Delete(id);
        return done;
    }

    public async Task<int> SweepAsync(CancellationToken cancellationToken)
    {
        var swept = 0;
        foreach (var (path, id) in files.Settled())
        {
            if (IsBackingUp || (path.EndsWith(MailFiles.Extension, StringComparison.Ordinal) && await IsNamedAsync(id, cancellationToken)))
                continue;
            File.Delete(path);
            swept++;
        }
        return swept;
    }

    public async Task<IReadOnlyList<string>> CheckAsync(CancellationToken cancellationToken)
    {
        using var session = new SqliteSession(SqliteConnections.OpenReader(options));
        var found = await Task.Run(() => SqliteCheck.Run(session, cancellationToken), cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        if (found is { Count: > 0 })
            DamageMark.Leave(options.Path, string.Join("; ", found));
        return found ?? [];
    }

    public async Task<BackupReport> BackUpAsync(string path, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _backups);
        try
        {
            return await SqliteBackup.WriteAsync(options, Path.GetFullPath(path), cancellationToken);
        }
        finally
        {
            Interlocked.Decrement(ref _backups);
        }
    }

    private bool IsBackingUp => Volatile.Read(ref _backups) > 0;

    private Task<bool> IsNamedAsync(string id, CancellationToken cancellationToken) =>
        readers.ReadAsync(session => CleanUpRows.NamesFile(session, id), cancellationToken);
}
