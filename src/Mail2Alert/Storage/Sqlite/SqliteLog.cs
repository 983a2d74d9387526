using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Mail2Alert.Storage.Sqlite;

/// <summary>The write-ahead log after a commit that failed: what stands there is neither to be believed nor to be built upon.</summary>
internal static class SqliteLog
{
    // Nothing else is to be written on a connection that does not sync, least of all the database itself.
    private static readonly string Overwrite = $"""
        PRAGMA wal_autocheckpoint = 0;
        PRAGMA synchronous = OFF;
        PRAGMA user_version = {SqliteSchema.Newest.ToString(CultureInfo.InvariantCulture)};
        PRAGMA synchronous = FULL;
        """;

    /// <summary>
    /// When only the sync failed, the log holds the whole change: the next start would read it there, though everybody was told that it failed.
    /// A page that changes nothing is written over its beginning, and by SQLite's chained checksums the rest counts no more.
    /// </summary>
    public static void TakeBack(SqliteSession session)
    {
        try
        {
            session.RollBack();
            SqliteConnections.Execute(session.Connection, Overwrite);
        }
        catch (SqliteException)
        {
            // The disk takes nothing any more, so most likely it did not take the end of the change either.
        }
    }

    /// <summary>
    /// Folds the log into the database and begins it anew. A system tells of a failed sync once and may then call the same pages clean, so later
    /// commits must not stand behind them.
    /// </summary>
    /// <exception cref="SqliteException">The disk still fails.</exception>
    /// <exception cref="IOException">Somebody reads an old state for too long.</exception>
    public static void Renew(SqliteSession session, TimeSpan within)
    {
        SqliteConnections.Execute(session.Connection, $"PRAGMA busy_timeout = {within.TotalMilliseconds.ToString(CultureInfo.InvariantCulture)}");
        if (SqliteConnections.Read(session.Connection, "PRAGMA wal_checkpoint(TRUNCATE)") is not 0L)
            throw new IOException("the log of the store cannot be renewed after a failed write while somebody reads it");
    }
}
