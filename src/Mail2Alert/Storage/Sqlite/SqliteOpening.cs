using Microsoft.Data.Sqlite;

namespace Mail2Alert.Storage.Sqlite;

/// <summary>The way to an open store: nobody else has it, the file is ours and sound, the tables are of today, and nobody is sending yet.</summary>
internal static class SqliteOpening
{
    public static async Task<StoreOpening> OpenAsync(SqliteStoreOptions options, TimeProvider clock, CancellationToken cancellationToken)
    {
        var full = options with { Path = Path.GetFullPath(options.Path) };
        try
        {
            if (StoreLock.TryTake(full.Path) is not { } storeLock)
                return new StoreOpening.Refused($"{full.Path} is in use by {StoreLock.Owner(full.Path)}") { IsInUse = true };
            var opening = await OpenAsync(full, clock, storeLock, cancellationToken);
            if (opening is StoreOpening.Refused)
                storeLock.Dispose();
            return opening;
        }
        catch (UnauthorizedAccessException exception)
        {
            return new StoreOpening.Refused($"{full.Path} cannot be opened: {exception.Message} Run this as the user whom the store belongs to");
        }
        catch (IOException exception)
        {
            return new StoreOpening.Refused($"{full.Path} cannot be opened: {exception.Message}");
        }
    }

    /// <summary>Folds the log into the database, so that one file holds everything; it is what tells a clean stop from a crash, too.</summary>
    public static void Fold(SqliteStoreOptions options)
    {
        try
        {
            using var connection = SqliteConnections.OpenWriter(options);
            SqliteConnections.Execute(connection, "PRAGMA wal_checkpoint(TRUNCATE)");
        }
        catch (Exception exception) when (exception is SqliteException or IOException)
        {
            // The log stays, and the next start reads it.
        }
    }

    private static async Task<StoreOpening> OpenAsync(
        SqliteStoreOptions options, TimeProvider clock, StoreLock storeLock, CancellationToken cancellationToken)
    {
        try
        {
            SqliteRestore.Finish(options.Path);
            var moved = SqliteReplacement.Finish(options.Path);
            if (Missing(options) is { } missing)
                return new StoreOpening.Refused(missing);
            var wasCrash = new FileInfo(options.Path + "-wal") is { Exists: true, Length: > 0 };
            var (problem, needsCheck) = Look(options, wasCrash, clock, out var mismatch);
            if (mismatch is not null)
                return new StoreOpening.Refused(mismatch);
            var aside = problem is not null ? SqliteReplacement.Make(options, problem)
                : moved is not null ? new SetAside(moved, "it was damaged when the program stopped", Nothing, Nothing)
                : null;
            Prepare(options);
            var store = new SqliteStore(options, clock, storeLock);
            await store.Writer.WriteAsync(session => TakeUp(session, clock), cancellationToken);
            return new StoreOpening.Opened(store, aside, needsCheck);
        }
        catch (SqliteException exception)
        {
            return new StoreOpening.Refused(SqliteTrouble.Of(exception, options.Path).Message);
        }
        catch (StoreException exception)
        {
            return new StoreOpening.Refused(exception.Message);
        }
    }

    private static Dictionary<string, long> Nothing => [];

    // An empty file is what is left of a database on a full disk. With mails beside it, starting anew would hide a loss.
    private static string? Missing(SqliteStoreOptions options) =>
        Directory.Exists(options.MailsDirectory) && new FileInfo(options.Path) is not { Exists: true, Length: > 0 }
            ? $"{options.Path} is missing, but its mails lie in {options.MailsDirectory}; restore it from a backup, or move that directory away"
            : null;

    private static (string? Damage, bool NeedsCheck) Look(SqliteStoreOptions options, bool wasCrash, TimeProvider clock, out string? mismatch)
    {
        mismatch = null;
        if (DamageMark.Of(options.Path) is { } found)
            return (found, false);
        try
        {
            using var session = new SqliteSession(SqliteConnections.OpenWriter(options));
            mismatch = SqliteSchema.Mismatch(session.Connection, options.Path);
            if (mismatch is not null || !wasCrash)
                return (null, false);
            using var limit = new CancellationTokenSource(options.CheckWithin, clock);
            return SqliteCheck.Run(session, limit.Token) switch
            {
                null => (null, true),
                [] => (null, false),
                var problems => (string.Join("; ", problems), false),
            };
        }
        catch (SqliteException exception) when (SqliteTrouble.IsDamage(exception))
        {
            return (exception.Message, false);
        }
    }

    private static void Prepare(SqliteStoreOptions options)
    {
        using (var connection = SqliteConnections.OpenWriter(options))
            SqliteSchema.Upgrade(connection);
        using var files = new MailFiles(options.MailsDirectory);
        files.Create();
        DirectorySync.Flush(Path.GetDirectoryName(options.Path)!);
    }

    private static bool TakeUp(SqliteSession session, TimeProvider clock)
    {
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        LeaseRows.EndInterrupted(session, now);
        LeaseRows.ClockWasSetBack(session, now);
        return true;
    }
}
