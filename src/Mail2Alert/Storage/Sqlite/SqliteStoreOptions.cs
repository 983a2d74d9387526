namespace Mail2Alert.Storage.Sqlite;

/// <summary>Where a store lies, and its bounds.</summary>
internal sealed record SqliteStoreOptions
{
    /// <summary>
    /// The database. Beside it lie <c>-wal</c> and <c>-shm</c> while it is open, <c>-lock</c>, the socket <c>-desk</c>, and the directory
    /// <c>-mails</c>.
    /// </summary>
    public required string Path { get; init; }

    /// <summary>Where mails lie that are too large for a row.</summary>
    public string MailsDirectory => Path + "-mails";

    /// <summary>Larger mails get a file of their own, octets. Default 256 KiB, where files begin to be faster than rows.</summary>
    public int InlineBytes { get; init; } = 256 * 1024;

    /// <summary>Mails that wait for a commit. Default 10,000: a second's work.</summary>
    public int QueuedMails { get; init; } = 10_000;

    /// <summary>Octets of mails that wait for a commit. Default 64 MiB.</summary>
    public long QueuedBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>Connections for reading. Default 4.</summary>
    public int Readers { get; init; } = 4;

    /// <summary>How long to wait for somebody else (the sqlite3 shell) who locks the database; whole seconds. Default 5 s.</summary>
    public TimeSpan BusyTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long the check after a crash may delay the start. Default 1 s; what is left is for the background.</summary>
    public TimeSpan CheckWithin { get; init; } = TimeSpan.FromSeconds(1);
}
