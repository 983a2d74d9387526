using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Mail2Alert.Storage.Sqlite;

/// <summary>The tables, as numbered scripts under Migrations. Each script sets <c>user_version</c> to its number.</summary>
internal static class SqliteSchema
{
    /// <summary>The number of the newest script.</summary>
    public const long Newest = 6;

    // "M2A1", as the first script sets it.
    private const long ApplicationId = 1295139121;

    private const string Scripts = "Mail2Alert.Storage.Sqlite.Migrations.";

    /// <returns>Why the file cannot be used, in a sentence; null when it can.</returns>
    public static string? Mismatch(SqliteConnection connection, string path)
    {
        if (SqliteConnections.Read(connection, "SELECT count(*) FROM sqlite_schema") is 0L)
            return null;
        if (!IsOurs(connection))
            return $"{path} is a database of another program; set `store` to a file of its own";
        return SqliteConnections.Read(connection, "PRAGMA user_version") is long version && version > Newest
            ? $"{path} was written by a newer version of this program (schema {version}, this one knows {Newest}); start that version, or restore a backup"
            : null;
    }

    /// <summary>True when this program made the tables.</summary>
    public static bool IsOurs(SqliteConnection connection) =>
        SqliteConnections.Read(connection, "PRAGMA application_id") is long id && id == ApplicationId;

    /// <summary>Runs the scripts that are newer than the database. Each is one commit with its number: it was run as a whole, or not at all.</summary>
    /// <exception cref="SqliteException">The database refused.</exception>
    public static void Upgrade(SqliteConnection connection)
    {
        var version = (long)SqliteConnections.Read(connection, "PRAGMA user_version")!;
        if (version >= Newest)
            return;
        foreach (var script in typeof(SqliteSchema).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Scripts, StringComparison.Ordinal) && NumberOf(name) > version).Order(StringComparer.Ordinal))
        {
            using var transaction = connection.BeginTransaction();
            SqliteConnections.Execute(connection, TextOf(script));
            transaction.Commit();
        }
    }

    private static long NumberOf(string script) =>
        long.Parse(script.AsSpan(Scripts.Length, "0000".Length), NumberStyles.None, CultureInfo.InvariantCulture);

    private static string TextOf(string script)
    {
        using var reader = new StreamReader(typeof(SqliteSchema).Assembly.GetManifestResourceStream(script)!);
        return reader.ReadToEnd();
    }
}
