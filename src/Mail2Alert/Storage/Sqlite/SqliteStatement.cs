using Microsoft.Data.Sqlite;
using SQLitePCL;
using static SQLitePCL.raw;

namespace Mail2Alert.Storage.Sqlite;

/// <summary>
/// A statement prepared once and run often. What the ADO.NET provider does for each run (finding parameters by their names, a reader, a list of
/// results) costs more than SQLite's own work on a row; here it is done once.
/// </summary>
internal sealed class SqliteStatement : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private readonly int[] _places;

    /// <param name="database">An open connection.</param>
    /// <param name="sql">One statement.</param>
    /// <param name="parameters">Their names come in this order at each run.</param>
    public SqliteStatement(sqlite3 database, string sql, ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        _database = database;
        Check(sqlite3_prepare_v3(database, sql, SQLITE_PREPARE_PERSISTENT, out _statement));
        _places = new int[parameters.Length];
        for (var i = 0; i < parameters.Length; i++)
            _places[i] = sqlite3_bind_parameter_index(_statement, parameters[i].Name);
    }

    public void Dispose() => _statement.Dispose();

    /// <returns>The first column of the first row; null when it is NULL or there is no row.</returns>
    /// <exception cref="SqliteException">It failed.</exception>
    public object? Run(ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        for (var i = 0; i < parameters.Length; i++)
            Bind(_places[i], parameters[i].Value);
        try
        {
            var code = sqlite3_step(_statement);
            var first = code == SQLITE_ROW ? Column() : null;
            // To its end: a row that was changed is returned before the change is complete.
            while (code == SQLITE_ROW)
                code = sqlite3_step(_statement);
            Check(code);
            return first;
        }
        finally
        {
            _ = sqlite3_reset(_statement);
        }
    }

    private object? Column() => sqlite3_column_type(_statement, 0) switch
    {
        SQLITE_INTEGER => sqlite3_column_int64(_statement, 0),
        SQLITE_TEXT => sqlite3_column_text(_statement, 0).utf8_to_string(),
        _ => null,
    };

    private void Bind(int place, object? value) => Check(value switch
    {
        null => sqlite3_bind_null(_statement, place),
        string text => sqlite3_bind_text(_statement, place, text),
        Utf8Text text => sqlite3_bind_text(_statement, place, text.Bytes),
        long number => sqlite3_bind_int64(_statement, place, number),
        int number => sqlite3_bind_int64(_statement, place, number),
        bool flag => sqlite3_bind_int64(_statement, place, flag ? 1 : 0),
        byte[] bytes => sqlite3_bind_blob(_statement, place, bytes),
        _ => throw new ArgumentException($"a {value.GetType()} cannot be stored", nameof(value)),
    });

    private void Check(int code)
    {
        if (code is not (SQLITE_OK or SQLITE_DONE or SQLITE_ROW))
            SqliteException.ThrowExceptionForRC(code, _database);
    }
}
