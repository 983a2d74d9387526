using Microsoft.Data.Sqlite;

namespace Mail2Alert.Storage.Sqlite;

/// <summary>
/// Puts a backup in the store's place. The backup is copied, and the copy complete and synced, before the present store is moved aside; a crash
/// at any point is taken up by the next start.
/// </summary>
internal static class SqliteRestore
{
    /// <param name="backup">What <see cref="SqliteBackup"/> wrote.</param>
    /// <param name="options">The store.</param>
    /// <param name="replaces">True to put aside a store that is there.</param>
    /// <param name="holds">True to send nothing of the past before somebody says so.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="cancellationToken">Ends it before anything is moved.</param>
    public static async Task<StoreRestoring> RunAsync(
        string backup, SqliteStoreOptions options, bool replaces, bool holds, TimeProvider clock, CancellationToken cancellationToken)
    {
        var from = new SqliteStoreOptions { Path = Path.GetFullPath(backup) };
        var to = options with { Path = Path.GetFullPath(options.Path) };
        try
        {
            using var storeLock = StoreLock.TryTake(to.Path);
            if (storeLock is null)
                return new StoreRestoring.Refused($"{to.Path} is in use by {StoreLock.Owner(to.Path)}: stop the server first");
            if (await Task.Run(() => Refusal(from, to, replaces, cancellationToken), cancellationToken) is { } why)
                return new StoreRestoring.Refused(why);
            return await Task.Run(() => Restore(from, to, holds, clock), cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new StoreRestoring.Refused($"{to.Path} cannot be restored: {exception.Message}");
        }
        catch (SqliteException exception)
        {
            return new StoreRestoring.Refused($"{from.Path} cannot be restored to {to.Path}: {exception.Message}");
        }
    }

    /// <summary>Takes up what a crash left undone.</summary>
    /// <returns>Where the store lies that was there before; null when there is nothing to take up, or there was none.</returns>
    public static string? Finish(string path) =>
        SqliteReplacement.Finish(path, NameOf(path), "replaced", ["-wal", "-shm", "", "-mails"]);

    private static string? Refusal(SqliteStoreOptions from, SqliteStoreOptions to, bool replaces, CancellationToken cancellationToken)
    {
        if (!File.Exists(from.Path))
            return $"{from.Path} does not exist";
        if (!replaces && (File.Exists(to.Path) || Directory.Exists(to.MailsDirectory)))
            return $"there is a store at {to.Path}; with --force it is put aside (renamed, not deleted)";
        using var session = new SqliteSession(SqliteConnections.OpenReader(from));
        if (!SqliteSchema.IsOurs(session.Connection))
            return $"{from.Path} is not a backup of this program";
        return SqliteSchema.Mismatch(session.Connection, from.Path) ?? SqliteCheck.Run(session, cancellationToken) switch
        {
            null => throw new OperationCanceledException(cancellationToken),
            [] => null,
            var damage => $"{from.Path} is damaged: {string.Join("; ", damage)}",
        };
    }

    private static StoreRestoring.Restored Restore(SqliteStoreOptions from, SqliteStoreOptions to, bool holds, TimeProvider clock)
    {
        var unfinished = to with { Path = NameOf(to.Path) + ".new" };
        OwnFile.Create(unfinished.Path);
        SqliteBackup.CopyDatabase(from, unfinished);
        var restored = Prepare(unfinished, holds, clock.GetUtcNow().ToUnixTimeMilliseconds());
        OwnFile.Flush(unfinished.Path);
        var wasThere = File.Exists(to.Path) || Directory.Exists(to.MailsDirectory);
        File.Move(unfinished.Path, NameOf(to.Path));
        DirectorySync.Flush(Path.GetDirectoryName(to.Path)!);
        var aside = Finish(to.Path);
        return restored with { Aside = wasThere ? aside : null };
    }

    private static StoreRestoring.Restored Prepare(SqliteStoreOptions options, bool holds, long now)
    {
        using var connection = SqliteConnections.OpenWriter(options);
        SqliteSchema.Upgrade(connection);
        using var session = new SqliteSession(connection);
        var restored = RestoreRows.Count(session);
        if (holds)
            RestoreRows.Hold(session, now);
        return restored;
    }

    private static string NameOf(string path) => path + "-restored";
}
