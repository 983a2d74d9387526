using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;

namespace Mail2Alert.Storage.Sqlite;

/// <summary>Opens connections as the store needs them, and makes sure that they are so: defaults differ from build to build.</summary>
internal static class SqliteConnections
{
    // What a burst made of the log is given back at the next checkpoint.
    private const string WriterPragmas = """
        PRAGMA journal_mode = WAL;
        PRAGMA synchronous = FULL;
        PRAGMA foreign_keys = ON;
        PRAGMA journal_size_limit = 67108864;
        """;

    /// <summary>Loads SQLite, if that was not done yet.</summary>
    public static void Load() => RuntimeHelpers.RunClassConstructor(typeof(SqliteConnection).TypeHandle);

    public static SqliteConnection OpenWriter(SqliteStoreOptions options)
    {
        var connection = Open(options, SqliteOpenMode.ReadWriteCreate);
        Execute(connection, WriterPragmas);
        if (Read(connection, "PRAGMA journal_mode") is "wal" && Read(connection, "PRAGMA synchronous") is 2L && Read(connection, "PRAGMA foreign_keys") is 1L)
            return connection;
        connection.Dispose();
        throw new IOException($"SQLite cannot keep {options.Path} safe: it refuses a write-ahead log (is it on a network file system?)");
    }

    public static SqliteConnection OpenReader(SqliteStoreOptions options) => Open(options, SqliteOpenMode.ReadOnly);

    /// <summary>A path as SQLite's URI, which can say more than a path and mistakes none for something else.</summary>
    public static string Address(string path) => new Uri(path).AbsoluteUri;

#pragma warning disable CA2100 // Callers pass constants.
    public static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public static object? Read(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
#pragma warning restore CA2100

    // Without the provider's pool: closing means closing.
    private static SqliteConnection Open(SqliteStoreOptions options, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = Address(options.Path),
            Mode = mode,
            Pooling = false,
            DefaultTimeout = (int)options.BusyTimeout.TotalSeconds,
        }.ToString());
        try
        {
            connection.Open();
            return connection;
        }
        catch (SqliteException)
        {
            connection.Dispose();
            throw;
        }
    }
}
