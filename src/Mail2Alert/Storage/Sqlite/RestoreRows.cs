namespace Mail2Alert.Storage.Sqlite;

/// <summary>What was owed when a backup was made.</summary>
internal static class RestoreRows
{
    private const string SelectCounts = "SELECT mails, pending + sending, undecided FROM tally";

    private const string SelectLost = "SELECT id FROM mail WHERE in_file = 1 ORDER BY n";

    private const string HoldDeliveries = """
        UPDATE delivery SET state = 4, front = 0, leased = NULL, changed = $now WHERE state <> 2 AND state IN (0, 1)
        """;

    private const string ExplainUndecided = """
        INSERT OR IGNORE INTO decision (mail, why) SELECT n, $why FROM mail WHERE decided IS NULL
        """;

    private const string SetDecided = "UPDATE mail SET decided = $now WHERE decided IS NULL";

    public static StoreRestoring.Restored Count(SqliteSession session)
    {
        List<string> lost = session.List(SelectLost, row => $"the bytes of mail {row.GetString(0)} are not in the backup");
        return session.List(SelectCounts, row => new StoreRestoring.Restored(null, row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), lost))[0];
    }

    /// <summary>Puts everything aside that would be sent: deliveries on hold, and mails without a decision decided for nobody.</summary>
    public static void Hold(SqliteSession session, long now)
    {
        session.Execute("BEGIN IMMEDIATE");
        session.Execute(HoldDeliveries, ("$now", now));
        session.Execute(ExplainUndecided,
            ("$why", AlertJson.Write(["restored from a backup, on hold, before it was decided: a replay decides it"])));
        session.Execute(SetDecided, ("$now", now));
        session.Execute("COMMIT");
    }
}
