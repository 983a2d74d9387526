using Microsoft.Data.Sqlite;

namespace Mail2Alert.Storage.Sqlite;

/// <summary>Copies a store in use: first the database, of one moment, then the files that this copy names. Then reads the copy again.</summary>
internal static class SqliteBackup
{
    private const string SelectFiles = "SELECT id, size FROM mail WHERE in_file = 1";

    public static async Task<IReadOnlyList<string>> WriteAsync(SqliteStoreOptions from, SqliteStoreOptions to, CancellationToken cancellationToken)
    {
        if (File.Exists(to.Path) || Directory.Exists(to.MailsDirectory))
            throw new IOException($"{to.Path} exists already");
        try
        {
            await Task.Run(() => CopyDatabase(from, to), cancellationToken);
            await CopyFilesAsync(from, to, cancellationToken);
            DirectorySync.Flush(Path.GetDirectoryName(to.Path)!);
            return await Task.Run(() => Missing(to, cancellationToken), cancellationToken);
        }
        catch (SqliteException exception)
        {
            throw SqliteTrouble.Of(exception, to.Path);
        }
    }

    private static async Task CopyFilesAsync(SqliteStoreOptions from, SqliteStoreOptions to, CancellationToken cancellationToken)
    {
        using var source = new MailFiles(from.MailsDirectory);
        using var copy = new MailFiles(to.MailsDirectory);
        copy.Create();
        foreach (var (id, _) in Files(to))
            await source.CopyAsync(id, copy, cancellationToken);
    }

    private static void CopyDatabase(SqliteStoreOptions from, SqliteStoreOptions to)
    {
        using var source = SqliteConnections.OpenReader(from);
        using var copy = SqliteConnections.OpenWriter(to);
        source.BackupDatabase(copy);
    }

    private static List<(string Id, long Size)> Files(SqliteStoreOptions options)
    {
        using var session = new SqliteSession(SqliteConnections.OpenReader(options));
        return session.List(SelectFiles, row => (row.GetString(0), row.GetInt64(1)));
    }

    private static List<string> Missing(SqliteStoreOptions options, CancellationToken cancellationToken)
    {
        using var session = new SqliteSession(SqliteConnections.OpenReader(options));
        var damaged = SqliteCheck.Run(session, cancellationToken) ?? throw new OperationCanceledException(cancellationToken);
        using var files = new MailFiles(options.MailsDirectory);
        return [.. damaged, .. Files(options).Where(file => !files.Exists(file.Id, file.Size)).Select(file => $"the file of mail {file.Id} is missing")];
    }
}
