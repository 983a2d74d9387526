using Microsoft.Data.Sqlite;

namespace Mail2Alert.Crash.Faults;

/// <summary>What an administrator's <c>sqlite3</c> does when it is left in the middle of a transaction.</summary>
internal sealed class DatabaseLock : IDisposable
{
    private readonly SqliteConnection _connection;

    private DatabaseLock(SqliteConnection connection) => _connection = connection;

    /// <returns>Null when it cannot be had right now.</returns>
    public static DatabaseLock? TryTake(string path)
    {
        if (!File.Exists(path))
            return null;
        var connection = new SqliteConnection($"Data Source={path};Mode=ReadWrite;Pooling=False;Default Timeout=1");
        try
        {
            connection.Open();
            using var begin = connection.CreateCommand();
            begin.CommandText = "BEGIN IMMEDIATE";
            begin.ExecuteNonQuery();
            return new DatabaseLock(connection);
        }
        catch (SqliteException)
        {
            connection.Dispose();
            return null;
        }
    }

    public void Dispose() => _connection.Dispose();
}
