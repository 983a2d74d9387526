using Microsoft.Data.Sqlite;
using static SQLitePCL.raw;

namespace Mail2Alert.Storage.Sqlite;

/// <summary>Looks through a database for damage.</summary>
internal static class SqliteCheck
{
    private const string Tables = "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name";

    // Table by table: each ends its own snapshot, so that the log can be folded in meanwhile.
    private const string CheckTable = "SELECT quick_check FROM pragma_quick_check($table) WHERE quick_check <> 'ok' LIMIT 20";

    /// <returns>What is damaged; empty when nothing is; null when there was no time to look at everything.</returns>
    public static IReadOnlyList<string>? Run(SqliteSession session, CancellationToken cancellationToken)
    {
        var handle = session.Connection.Handle;
        using var interrupt = cancellationToken.Register(() => sqlite3_interrupt(handle));
        try
        {
            var found = new List<string>();
            foreach (var table in session.List(Tables, row => row.GetString(0)))
            {
                if (cancellationToken.IsCancellationRequested)
                    return null;
                found.AddRange(session.List(CheckTable, row => $"{table}: {row.GetString(0)}", ("$table", table)));
            }
            return found;
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode == SQLITE_INTERRUPT)
        {
            return null;
        }
        catch (SqliteException exception) when (SqliteTrouble.IsDamage(exception))
        {
            return [exception.Message];
        }
    }
}
