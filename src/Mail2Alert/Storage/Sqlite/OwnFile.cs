namespace Mail2Alert.Storage.Sqlite;

/// <summary>Database files outside the store's daily work. Mail is private: nobody else may read them.</summary>
internal static class OwnFile
{
    private const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    // Beside a database, while it is open or after a crash.
    private static readonly string[] Companions = ["-wal", "-shm", "-journal"];

    /// <summary>An empty file, in place of what an earlier attempt left.</summary>
    public static void Create(string path)
    {
        Delete(path);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = Mode;
        new FileStream(path, options).Dispose();
    }

    public static void Flush(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite);
        file.Flush(flushToDisk: true);
    }

    public static void Delete(string path)
    {
        foreach (var suffix in (string[])[.. Companions, ""])
            File.Delete(path + suffix);
    }
}
