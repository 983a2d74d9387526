using Microsoft.Data.Sqlite;

namespace Mail2Alert.Storage.Sqlite;

/// <summary>Copies what can be read of a damaged database into a new one: in runs of rows, and where a run fails, row by row.</summary>
internal static class SqliteCarryOver
{
    private const int Run = 256;

    // Rows are found by their keys in the tables themselves; indexes, which may be damaged too, are made anew.
    private static readonly (string Table, string Bounds, string Copy)[] Tables =
    [
        ("mail", "SELECT min(n), max(n) FROM damaged.mail",
            "INSERT OR IGNORE INTO main.mail (*) SELECT * FROM damaged.mail NOT INDEXED WHERE n BETWEEN $from AND $to"),
        ("content", "SELECT min(mail), max(mail) FROM damaged.content",
            "INSERT OR IGNORE INTO main.content (*) SELECT * FROM damaged.content NOT INDEXED WHERE mail BETWEEN $from AND $to"),
        ("decision", "SELECT min(mail), max(mail) FROM damaged.decision",
            "INSERT OR IGNORE INTO main.decision (*) SELECT * FROM damaged.decision NOT INDEXED WHERE mail BETWEEN $from AND $to"),
        ("target", "SELECT min(n), max(n) FROM damaged.target",
            "INSERT OR IGNORE INTO main.target (*) SELECT * FROM damaged.target NOT INDEXED WHERE n BETWEEN $from AND $to"),
        ("delivery", "SELECT min(id), max(id) FROM damaged.delivery",
            "INSERT OR IGNORE INTO main.delivery (*) SELECT * FROM damaged.delivery NOT INDEXED WHERE id BETWEEN $from AND $to"),
        ("attempt", "SELECT min(n), max(n) FROM damaged.attempt",
            "INSERT OR IGNORE INTO main.attempt (*) SELECT * FROM damaged.attempt NOT INDEXED WHERE n BETWEEN $from AND $to"),
        ("alert", "SELECT min(n), max(n) FROM damaged.alert",
            "INSERT OR IGNORE INTO main.alert (*) SELECT * FROM damaged.alert NOT INDEXED WHERE n BETWEEN $from AND $to"),
        ("memory", "SELECT min(n), max(n) FROM damaged.memory",
            "INSERT OR IGNORE INTO main.memory (*) SELECT * FROM damaged.memory NOT INDEXED WHERE n BETWEEN $from AND $to"),
        ("arrival", "SELECT min(n), max(n) FROM damaged.arrival",
            "INSERT OR IGNORE INTO main.arrival (*) SELECT * FROM damaged.arrival NOT INDEXED WHERE n BETWEEN $from AND $to"),
    ];

    // What lost the row it belongs to cannot be used. A mail whose decision or target is lost is decided again, if anything of it is owed: rather one
    // notification too many than one too few. Each lane gets its front back.
    private const string Mend = """
        UPDATE mail SET decided = NULL WHERE n IN (
            SELECT mail FROM delivery WHERE state IN (0, 1, 4) AND target IS NOT NULL AND target NOT IN (SELECT n FROM target));
        DELETE FROM delivery WHERE mail NOT IN (SELECT n FROM mail) OR target NOT IN (SELECT n FROM target);
        DELETE FROM content WHERE mail NOT IN (SELECT n FROM mail);
        DELETE FROM decision WHERE mail NOT IN (SELECT n FROM mail);
        UPDATE mail SET decided = NULL WHERE n NOT IN (SELECT mail FROM decision)
            AND n IN (SELECT mail FROM delivery WHERE state IN (0, 1, 4));
        DELETE FROM delivery WHERE mail IN (SELECT n FROM mail WHERE decided IS NULL);
        DELETE FROM attempt WHERE delivery NOT IN (SELECT id FROM delivery);
        UPDATE delivery SET front = (id = (SELECT min(o.id) FROM delivery o WHERE o.lane = delivery.lane AND o.state IN (0, 1)))
            WHERE state IN (0, 1);
        """;

    /// <param name="connection">The new database.</param>
    /// <param name="damaged">Where the damaged one lies.</param>
    /// <param name="carried">Gets the number of rows copied, by table.</param>
    /// <param name="unreadable">Gets the number of keys that could not be read, by table; those of whole tables count as one.</param>
    public static void Copy(SqliteConnection connection, string damaged, Dictionary<string, long> carried, Dictionary<string, long> unreadable)
    {
        using var session = new SqliteSession(connection);
        // Every run of rows is a commit of its own, as a bad sector rolls back what is open; whoever calls syncs the whole file.
        SqliteConnections.Execute(connection, "PRAGMA foreign_keys = OFF; PRAGMA synchronous = OFF;");
        if (!TryAttach(session, damaged))
        {
            unreadable["database"] = 1;
            return;
        }
        foreach (var (table, bounds, copy) in Tables)
            (carried[table], unreadable[table]) = Copy(session, bounds, Named(session, table, copy));
        SqliteConnections.Execute(connection, Mend);
    }

    // A database that an older version left lacks the newest columns; they get their defaults.
    private static string Named(SqliteSession session, string table, string copy) =>
        session.Scalar("SELECT group_concat(name, ', ') FROM pragma_table_info($table, 'damaged')", ("$table", table)) is string columns
            ? copy.Replace("*", columns, StringComparison.Ordinal)
            : copy;

    // Read-only: what is set aside stays as it was found.
    private static bool TryAttach(SqliteSession session, string damaged)
    {
        try
        {
            session.Execute("ATTACH $file AS damaged", ("$file", SqliteConnections.Address(damaged) + "?mode=ro"));
            session.Scalar("SELECT count(*) FROM damaged.sqlite_schema");
            return true;
        }
        catch (SqliteException)
        {
            return false;
        }
    }

    private static (long Carried, long Unreadable) Copy(SqliteSession session, string bounds, string copy)
    {
        if (Bounds(session, bounds) is not var (first, last))
            return (0, 1);
        long carried = 0, unreadable = 0;
        for (var from = first; from <= last; from += Run)
        {
            var to = Math.Min(last, from + Run - 1);
            if (TryCopy(session, copy, from, to) is { } rows)
            {
                carried += rows;
                continue;
            }
            for (var key = from; key <= to; key++)
            {
                var row = TryCopy(session, copy, key, key);
                carried += row ?? 0;
                unreadable += row is null ? 1 : 0;
            }
        }
        return (carried, unreadable);
    }

    private static (long First, long Last)? Bounds(SqliteSession session, string sql)
    {
        try
        {
            return session.List(sql, row => row.IsDBNull(0) ? (1L, 0L) : (row.GetInt64(0), row.GetInt64(1)))[0];
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode != SQLitePCL.raw.SQLITE_FULL)
        {
            return null;
        }
    }

    // A full disk is no damage: then the replacement fails as a whole, and nothing is moved.
    private static int? TryCopy(SqliteSession session, string copy, long from, long to)
    {
        try
        {
            return session.Execute(copy, ("$from", from), ("$to", to));
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode != SQLitePCL.raw.SQLITE_FULL)
        {
            return null;
        }
    }
}
