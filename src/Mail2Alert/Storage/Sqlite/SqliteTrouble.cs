using Microsoft.Data.Sqlite;
using static SQLitePCL.raw;

namespace Mail2Alert.Storage.Sqlite;

/// <summary>What SQLite's errors mean for the program.</summary>
internal static class SqliteTrouble
{
    public static StoreException Of(SqliteException exception, string path)
    {
        if (IsDamage(exception))
            DamageMark.Leave(path, exception.Message);
        var why = $"the store {path} cannot be used: {Sentence(exception)}";
        return new StoreException(IsFull(exception) ? new StoreAnswer.Full(why) : new StoreAnswer.Failed(why), why, exception);
    }

    /// <summary>True when the file itself is not what SQLite wrote.</summary>
    public static bool IsDamage(SqliteException exception) => exception.SqliteErrorCode is SQLITE_CORRUPT or SQLITE_NOTADB;

    private static bool IsFull(SqliteException exception) => exception.SqliteErrorCode == SQLITE_FULL;

    private static string Sentence(SqliteException exception) => exception.SqliteErrorCode switch
    {
        SQLITE_FULL => "the disk is full",
        SQLITE_READONLY or SQLITE_PERM or SQLITE_CANTOPEN => "it may not be written; check the owner of the file, its directory and the mount",
        SQLITE_BUSY or SQLITE_LOCKED => "another program has locked it",
        SQLITE_IOERR => $"the disk failed (SQLite's code {exception.SqliteExtendedErrorCode})",
        SQLITE_CORRUPT or SQLITE_NOTADB => "the file is damaged; restart the program to have it replaced by what can be read of it",
        _ => exception.Message,
    };
}
