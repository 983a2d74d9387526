using Mail2Alert.Alerts;

namespace Mail2Alert.Storage.Sqlite;

/// <summary>The last state of each alert as rows.</summary>
internal static class AlertRows
{
    private const string Upsert = """
        INSERT INTO alert (source, key, status, occurrence, event, changed, detail)
        VALUES ($source, $key, $status, $occurrence, $event, $changed, $detail)
        ON CONFLICT (source, key) DO UPDATE SET
            status = excluded.status, occurrence = excluded.occurrence, event = excluded.event, changed = excluded.changed,
            detail = excluded.detail
        """;

    private const string SelectNewest = """
        SELECT source, key, status, occurrence, event, changed, detail FROM alert ORDER BY changed DESC, n DESC LIMIT $most
        """;

    private const string DeleteOldest = """
        DELETE FROM alert WHERE n IN (
            SELECT n FROM alert ORDER BY changed, n LIMIT min($most, max(0, (SELECT alerts FROM tally) - $keep)))
        """;

    public static void Remember(SqliteSession session, ReadyState state, long now) => session.Execute(Upsert,
        ("$source", state.Source),
        ("$key", state.Key),
        ("$status", state.Status?.ToString()),
        ("$occurrence", state.Occurrence),
        ("$event", state.Event),
        ("$changed", now),
        ("$detail", state.Detail));

    public static IReadOnlyList<RememberedAlert> Newest(SqliteSession session, int most) => session.List(SelectNewest, row => new RememberedAlert(
        row.GetString(0),
        row.GetString(1),
        AlertDetail.Read(
            new AlertState(row.TextOrNull(2) is { } status ? Enum.Parse<AlertStatus>(status) : null, row.TextOrNull(3), row.TextOrNull(4))
            {
                Since = row.Time(5),
            },
            row.TextOrNull(6)),
        row.Time(5)), ("$most", most));

    public static void Forget(SqliteSession session, int keep, int most) => session.Execute(DeleteOldest, ("$most", most), ("$keep", keep));
}
