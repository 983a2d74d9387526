using Microsoft.Data.Sqlite;

namespace Mail2Alert.Storage.Sqlite;

/// <summary>
/// Copies a store in use to one file, a store itself: the database, of one moment, and then into that the mails that lie in files. Then reads
/// the copy again. Only what is whole gets its name.
/// </summary>
internal static class SqliteBackup
{
    private const string SelectFiles = "SELECT n, id, size FROM mail WHERE in_file = 1";
    private const string TakeIn = "INSERT INTO content (mail, bytes) VALUES ($mail, $bytes)";
    private const string SetTaken = "UPDATE mail SET in_file = 0 WHERE n = $mail";
    private const string SelectMails = "SELECT mails FROM tally";

    public static async Task<BackupReport> WriteAsync(SqliteStoreOptions from, string path, CancellationToken cancellationToken)
    {
        if (Path.Exists(path))
            throw new IOException($"{path} exists already");
        var unfinished = new SqliteStoreOptions { Path = path + ".unfinished" };
        try
        {
            OwnFile.Create(unfinished.Path);
            var (mails, lacks) = await Task.Run(() => Write(from, unfinished, cancellationToken), cancellationToken);
            OwnFile.Flush(unfinished.Path);
            File.Move(unfinished.Path, path);
            DirectorySync.Flush(Path.GetDirectoryName(path)!);
            return new BackupReport(path, new FileInfo(path).Length, mails, lacks);
        }
        catch (SqliteException exception)
        {
            throw SqliteTrouble.Of(exception, path);
        }
        finally
        {
            OwnFile.Delete(unfinished.Path);
        }
    }

    private static (long Mails, IReadOnlyList<string> Lacks) Write(
        SqliteStoreOptions from, SqliteStoreOptions to, CancellationToken cancellationToken)
    {
        CopyDatabase(from, to);
        using var session = new SqliteSession(SqliteConnections.OpenWriter(to));
        using var files = new MailFiles(from.MailsDirectory);
        List<string> lacks = [.. TakeInFiles(session, files, cancellationToken)];
        // One file, that can be read from anywhere.
        SqliteConnections.Execute(session.Connection, "PRAGMA journal_mode = DELETE");
        lacks.AddRange(SqliteCheck.Run(session, cancellationToken) ?? throw new OperationCanceledException(cancellationToken));
        return ((long)session.Scalar(SelectMails)!, lacks);
    }

    /// <summary>Copies a database of one moment, in use or not, with what is still in its log.</summary>
    public static void CopyDatabase(SqliteStoreOptions from, SqliteStoreOptions to)
    {
        using var source = SqliteConnections.OpenReader(from);
        using var copy = SqliteConnections.OpenWriter(to);
        source.BackupDatabase(copy);
    }

    // One by one, so that memory holds one of them; the file is synced when all are there.
    private static IEnumerable<string> TakeInFiles(SqliteSession session, MailFiles files, CancellationToken cancellationToken)
    {
        SqliteConnections.Execute(session.Connection, "PRAGMA synchronous = OFF");
        foreach (var (n, id, size) in session.List(SelectFiles, row => (row.GetInt64(0), row.GetString(1), row.GetInt64(2))))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (files.Read(id, size) is not { } bytes)
            {
                yield return $"the file of mail {id} is missing";
                continue;
            }
            session.Execute(TakeIn, ("$mail", n), ("$bytes", bytes));
            session.Execute(SetTaken, ("$mail", n));
        }
    }
}
