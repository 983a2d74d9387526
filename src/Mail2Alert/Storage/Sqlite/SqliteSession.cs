using Microsoft.Data.Sqlite;
using static SQLitePCL.raw;

namespace Mail2Alert.Storage.Sqlite;

/// <summary>A connection and the statements prepared on it. One thread at a time.</summary>
internal sealed class SqliteSession : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, SqliteStatement> _statements = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SqliteCommand> _queries = new(StringComparer.Ordinal);

    /// <param name="connection">Open, and the session's from now on. It waits for others as long as its default timeout says.</param>
    public SqliteSession(SqliteConnection connection)
    {
        _connection = connection;
        _ = sqlite3_busy_timeout(connection.Handle!, connection.DefaultTimeout * 1000);
    }

    public SqliteConnection Connection => _connection;

    public void Dispose()
    {
        foreach (var statement in _statements.Values)
            statement.Dispose();
        foreach (var query in _queries.Values)
            query.Dispose();
        _connection.Dispose();
    }

    /// <returns>How many rows were changed.</returns>
    public int Execute(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        Scalar(sql, parameters);
        return sqlite3_changes(_connection.Handle!);
    }

    /// <summary>Adds a row.</summary>
    /// <returns>Its key. RETURNING would tell it, too, by way of a table of its own.</returns>
    public long Insert(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        Scalar(sql, parameters);
        return sqlite3_last_insert_rowid(_connection.Handle!);
    }

    /// <summary>The first column of the first row; null when it is NULL or there is no row.</summary>
    public object? Scalar(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        if (!_statements.TryGetValue(sql, out var statement))
            _statements.Add(sql, statement = new SqliteStatement(_connection.Handle!, sql, parameters));
        return statement.Run(parameters);
    }

    public List<T> List<T>(string sql, Func<SqliteDataReader, T> read, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var rows = new List<T>();
        using var reader = Bound(sql, parameters).ExecuteReader();
        while (reader.Read())
            rows.Add(read(reader));
        return rows;
    }

    /// <summary>Ends what is open; some errors have done that by themselves.</summary>
    public void RollBack()
    {
        if (sqlite3_get_autocommit(_connection.Handle!) == 0)
            Execute("ROLLBACK");
    }

    private SqliteCommand Bound(string sql, ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        if (!_queries.TryGetValue(sql, out var command))
            _queries.Add(sql, command = Prepare(sql, parameters));
        for (var i = 0; i < parameters.Length; i++)
            command.Parameters[i].Value = parameters[i].Value ?? DBNull.Value;
        return command;
    }

    private SqliteCommand Prepare(string sql, ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var command = _connection.CreateCommand();
#pragma warning disable CA2100 // The one place where statements are made; callers pass constants, and values as parameters.
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var (name, _) in parameters)
            command.Parameters.Add(new SqliteParameter { ParameterName = name });
        return command;
    }
}
