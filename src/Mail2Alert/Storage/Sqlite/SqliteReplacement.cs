using System.Globalization;

namespace Mail2Alert.Storage.Sqlite;

/// <summary>
/// Replaces a damaged database by what can be read of it. The replacement is complete, and has its name, before the damaged one is moved; a
/// crash at any point is taken up by the next start.
/// </summary>
internal static class SqliteReplacement
{
    public static SetAside Make(SqliteStoreOptions options, string why)
    {
        var unfinished = options with { Path = options.Path + "-replacement.new" };
        foreach (var suffix in new[] { "", "-wal", "-shm" })
            File.Delete(unfinished.Path + suffix);
        var carried = new Dictionary<string, long>(StringComparer.Ordinal);
        var unreadable = new Dictionary<string, long>(StringComparer.Ordinal);
        using (var connection = SqliteConnections.OpenWriter(unfinished))
        {
            SqliteSchema.Upgrade(connection);
            SqliteCarryOver.Copy(connection, options.Path, carried, unreadable);
        }
        OwnFile.Flush(unfinished.Path);
        File.Move(unfinished.Path, NameOf(options.Path));
        DirectorySync.Flush(Path.GetDirectoryName(options.Path)!);
        return new SetAside(Finish(options.Path)!, why, carried, unreadable);
    }

    /// <summary>Puts a complete replacement in its place.</summary>
    /// <returns>Where the damaged database lies; null when there is no replacement.</returns>
    public static string? Finish(string path) => Finish(path, NameOf(path), "damaged", ["-wal", "-shm", ""]);

    /// <summary>Puts what is complete under another name in the database's place, and what is there aside.</summary>
    /// <param name="path">The database.</param>
    /// <param name="complete">What takes its place.</param>
    /// <param name="word">What to call what is put aside.</param>
    /// <param name="suffixes">What of the database is put aside, in this order.</param>
    public static string? Finish(string path, string complete, string word, IReadOnlyList<string> suffixes)
    {
        if (!File.Exists(complete))
            return null;
        // The new one's own time, so that all files get the same name, even if a crash comes in between.
        var time = File.GetLastWriteTimeUtc(complete).ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var aside = $"{path}.{word}-{time}";
        foreach (var suffix in suffixes)
        {
            if (Path.Exists(path + suffix))
                Directory.Move(path + suffix, aside + suffix);
        }
        File.Move(complete, path);
        DamageMark.Remove(path);
        DirectorySync.Flush(Path.GetDirectoryName(path)!);
        return aside;
    }

    private static string NameOf(string path) => path + "-replacement";
}
