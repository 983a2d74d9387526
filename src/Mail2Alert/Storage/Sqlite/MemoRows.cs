using Mail2Alert.Channels;

namespace Mail2Alert.Storage.Sqlite;

/// <summary>What targets said, one row for each lane.</summary>
internal static class MemoRows
{
    private const string Upsert = """
        INSERT INTO memo (lane, json, changed) VALUES ($lane, $json, $now)
        ON CONFLICT (lane) DO UPDATE SET json = excluded.json, changed = excluded.changed
        """;

    private const string Delete = "DELETE FROM memo WHERE lane = $lane";

    private const string DeleteOldest = "DELETE FROM memo WHERE n IN (SELECT n FROM memo WHERE changed < $before ORDER BY changed LIMIT $most)";

    // Null leaves what there is.
    public static void Write(SqliteSession session, long lane, Memo? memo, long now)
    {
        if (memo is { IsNone: true })
            session.Execute(Delete, ("$lane", lane));
        else if (memo is not null)
            session.Execute(Upsert, ("$lane", lane), ("$json", MemoJson.Write(memo)), ("$now", now));
    }

    /// <summary>Forgets those of alerts that nobody has heard of for as long as mails are kept.</summary>
    public static void Forget(SqliteSession session, DateTimeOffset before, int most) =>
        session.Execute(DeleteOldest, ("$before", before.ToUnixTimeMilliseconds()), ("$most", most));
}
