namespace Mail2Alert.Storage.Sqlite;

/// <summary>What is remembered besides mails, deliveries and alerts, as rows.</summary>
internal static class MemoryRows
{
    private const string Upsert = """
        INSERT INTO memory (kind, id, json) VALUES ($kind, $id, $json)
        ON CONFLICT (kind, id) DO UPDATE SET json = excluded.json
        """;

    private const string Delete = "DELETE FROM memory WHERE kind = $kind AND id = $id";

    private const string SelectAll = "SELECT kind, id, json FROM memory ORDER BY n";

    public static void Write(SqliteSession session, IReadOnlyList<MemoryRow> rows)
    {
        foreach (var row in rows)
        {
            if (row.Json is null)
                session.Execute(Delete, ("$kind", row.Kind), ("$id", row.Id));
            else
                session.Execute(Upsert, ("$kind", row.Kind), ("$id", row.Id), ("$json", row.Json));
        }
    }

    public static IReadOnlyList<MemoryRow> All(SqliteSession session) =>
        session.List(SelectAll, row => new MemoryRow(row.GetString(0), row.GetString(1), row.GetString(2)));
}
