using Microsoft.Data.Sqlite;

namespace Mail2Alert.Storage.Sqlite;

/// <summary>A connection and the statements prepared on it. One thread at a time.</summary>
internal sealed class SqliteSession(SqliteConnection connection) : IDisposable
{
    private readonly Dictionary<string, SqliteCommand> _prepared = new(StringComparer.Ordinal);

    public SqliteConnection Connection => connection;

    public void Dispose()
    {
        foreach (var command in _prepared.Values)
            command.Dispose();
        connection.Dispose();
    }

    /// <returns>How many rows were changed.</returns>
    public int Execute(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters) => Bound(sql, parameters).ExecuteNonQuery();

    /// <summary>The first column of the first row; null when it is NULL or there is no row.</summary>
    public object? Scalar(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters) =>
        Bound(sql, parameters).ExecuteScalar() is { } value and not DBNull ? value : null;

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
        if (SQLitePCL.raw.sqlite3_get_autocommit(connection.Handle) == 0)
            Execute("ROLLBACK");
    }

    private SqliteCommand Bound(string sql, ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        if (!_prepared.TryGetValue(sql, out var command))
            _prepared.Add(sql, command = Prepare(sql, parameters));
        for (var i = 0; i < parameters.Length; i++)
            command.Parameters[i].Value = parameters[i].Value ?? DBNull.Value;
        return command;
    }

    private SqliteCommand Prepare(string sql, ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // The one place where statements are made; callers pass constants, and values as parameters.
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var (name, _) in parameters)
            command.Parameters.Add(new SqliteParameter { ParameterName = name });
        return command;
    }
}
