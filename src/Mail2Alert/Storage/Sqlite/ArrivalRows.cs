using Mail2Alert.Messages;

namespace Mail2Alert.Storage.Sqlite;

/// <summary>What was taken from mailboxes, as rows.</summary>
internal static class ArrivalRows
{
    private const string Insert = """
        INSERT INTO arrival (mailbox, id, message_id, taken) VALUES ($mailbox, $id, $message_id, $now) ON CONFLICT DO NOTHING
        """;

    private const string Select = "SELECT mailbox, id, message_id FROM arrival WHERE mailbox = $mailbox ORDER BY n";

    private const string Delete = "DELETE FROM arrival WHERE mailbox = $mailbox AND id = $id";

    /// <returns>False when it is there.</returns>
    public static bool TryAdd(SqliteSession session, Arrival arrival, long now) => session.Execute(
        Insert, ("$mailbox", arrival.Mailbox), ("$id", arrival.Id), ("$message_id", arrival.MessageId), ("$now", now)) == 1;

    public static IReadOnlyList<Arrival> List(SqliteSession session, string mailbox) =>
        session.List(Select, row => new Arrival(row.GetString(0), row.GetString(1), row.TextOrNull(2)), ("$mailbox", mailbox));

    public static void Remove(SqliteSession session, string mailbox, IReadOnlyCollection<string> ids)
    {
        foreach (var id in ids)
            session.Execute(Delete, ("$mailbox", mailbox), ("$id", id));
    }
}
