namespace Mail2Alert.Storage.Sqlite;

/// <summary>Deletes what was kept long enough, a little at a time.</summary>
internal static class CleanUpRows
{
    // A few milliseconds of the writer's time.
    private const int Batch = 100;

    private const string SelectOldest = """
        SELECT n, id, received, size, in_file,
            decided IS NOT NULL AND NOT EXISTS (SELECT 1 FROM delivery WHERE delivery.mail = n AND state IN (0, 1, 4))
        FROM mail WHERE n > $from ORDER BY n LIMIT $most
        """;

    private const string SelectBytes = "SELECT bytes FROM tally";

    private const string Delete = "DELETE FROM mail WHERE n = $n";

    private const string SelectFile = "SELECT 1 FROM mail WHERE id = $id AND in_file = 1";

    /// <returns>What was done, and the mails whose files have to follow.</returns>
    public static (CleanedUp Done, IReadOnlyList<string> Files) CleanUp(SqliteSession session, Retention retention, long from)
    {
        var oldest = session.List(SelectOldest, row => new Candidate(
            row.GetInt64(0), row.GetString(1), row.Time(2), row.GetInt64(3), row.GetBoolean(4), row.GetBoolean(5)), ("$from", from), ("$most", Batch));
        var surplus = (long)session.Scalar(SelectBytes)! - retention.Bytes;
        var deleted = new List<Candidate>();
        var isEnd = true;
        foreach (var mail in oldest.Where(mail => mail.ReceivedAt < retention.ReceivedBefore || surplus > 0))
        {
            isEnd = false;
            if (!mail.IsFinished)
                continue;
            session.Execute(Delete, ("$n", mail.N));
            surplus -= mail.Size;
            deleted.Add(mail);
        }
        AlertRows.Forget(session, retention.Alerts, Batch);
        MemoRows.Forget(session, retention.ReceivedBefore, Batch);
        var next = isEnd || oldest.Count < Batch ? (long?)null : oldest[^1].N;
        return (new CleanedUp(deleted.Count, next), [.. deleted.Where(mail => mail.InFile).Select(mail => mail.Id)]);
    }

    public static bool NamesFile(SqliteSession session, string id) => session.Scalar(SelectFile, ("$id", id)) is not null;

    private sealed record Candidate(long N, string Id, DateTimeOffset ReceivedAt, long Size, bool InFile, bool IsFinished);
}
