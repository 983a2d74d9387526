using Microsoft.Data.Sqlite;

namespace Mail2Alert.Storage.Sqlite;

/// <summary>Copies what can be read of a damaged database into a new one: in runs of rows, and where a run fails, row by row.</summary>
internal static class SqliteCarryOver
{
    private const int Run = 256;

    // Rows are found by their keys in the tables themselves; indexes, which may be damaged too, are made anew.
    private static readonly (string Name, string Key)[] Tables =
    [
        ("mail", "n"), ("content", "mail"), ("decision", "mail"), ("target", "n"), ("delivery", "id"), ("attempt", "n"), ("alert", "n"),
        ("memory", "n"), ("arrival", "n"), ("memo", "n"),
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
        foreach (var (table, key) in Tables)
            (carried[table], unreadable[table]) = Copy(session, table, key);
        SqliteConnections.Execute(connection, Mend);
    }

    // A database that an older version left lacks the newest columns; they get their defaults.
    private static string Columns(SqliteSession session, string table) =>
        session.Scalar("SELECT group_concat(name, ', ') FROM pragma_table_info($table, 'damaged')", ("$table", table)) as string ?? "*";

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

    private static (long Carried, long Unreadable) Copy(SqliteSession session, string table, string key)
    {
        var keys = new ReadableKeys(session, table, key);
        if (keys.First() is not { } first)
            return (0, keys.IsEmpty ? 0 : 1);
        var last = keys.Last(first);
        var columns = Columns(session, table);
        var copy = $"INSERT OR IGNORE INTO main.{table} ({columns}) SELECT {columns} FROM damaged.{table} NOT INDEXED WHERE {key} BETWEEN $from AND $to";
        long carried = 0, unreadable = keys.Lost;
        for (var from = first; from <= last; from += Run)
        {
            var to = Math.Min(last, from + Run - 1);
            if (TryCopy(session, copy, from, to) is { } rows)
            {
                carried += rows;
                continue;
            }
            for (var row = from; row <= to; row++)
            {
                var copied = TryCopy(session, copy, row, row);
                carried += copied ?? 0;
                unreadable += copied is null ? 1 : 0;
            }
        }
        return (carried, unreadable);
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
