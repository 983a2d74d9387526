using Microsoft.Data.Sqlite;

namespace Mail2Alert.Crash.Servers;

/// <summary>The database of a program that does not run, as an operator looks at it.</summary>
internal sealed class StoreFile(string path)
{
    /// <summary>What is not finished: mails without a decision, deliveries to be sent.</summary>
    public long Open() => Number("SELECT undecided + pending + sending + held FROM tally");

    /// <summary>Deliveries that were given up.</summary>
    public long Dead() => Number("SELECT dead FROM tally");

    /// <summary>Lets what waits for its next attempt have it now: pauses grow to a quarter of an hour, and nothing new is to be seen in them.</summary>
    public void EndPauses() => Number("UPDATE delivery SET due = changed WHERE state = 0 RETURNING 0");

    private long Number(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={path};Mode=ReadWrite;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants above.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command.ExecuteScalar() is long number ? number : 0;
    }
}
