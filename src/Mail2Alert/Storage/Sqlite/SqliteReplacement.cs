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
        Flush(unfinished.Path);
        File.Move(unfinished.Path, NameOf(options.Path));
        DirectorySync.Flush(Path.GetDirectoryName(options.Path)!);
        return new SetAside(Finish(options.Path)!, why, carried, unreadable);
    }

    /// <summary>Puts a complete replacement in its place.</summary>
    /// <returns>Where the damaged database lies; null when there is no replacement.</returns>
    public static string? Finish(string path)
    {
        if (!File.Exists(NameOf(path)))
            return null;
        // The replacement's own time, so that all files get the same name, even if a crash comes in between.
        var time = File.GetLastWriteTimeUtc(NameOf(path)).ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var aside = $"{path}.damaged-{time}";
        foreach (var suffix in new[] { "-wal", "-shm", "" })
        {
            if (File.Exists(path + suffix))
                File.Move(path + suffix, aside + suffix);
        }
        File.Move(NameOf(path), path);
        DamageMark.Remove(path);
        DirectorySync.Flush(Path.GetDirectoryName(path)!);
        return aside;
    }

    private static void Flush(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite);
        file.Flush(flushToDisk: true);
    }

    private static string NameOf(string path) => path + "-replacement";
}
