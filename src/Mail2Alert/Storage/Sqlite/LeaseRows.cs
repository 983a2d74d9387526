using Mail2Alert.Deliveries;

namespace Mail2Alert.Storage.Sqlite;

/// <summary>Deliveries on their way from due to ended.</summary>
internal static class LeaseRows
{
    // Jumps from one destination to the next, however many deliveries each has.
    private const string SelectDestinations = """
        WITH RECURSIVE destinations (name) AS (
            SELECT min(destination) FROM delivery WHERE state = 0 AND front = 1
            UNION ALL
            SELECT (SELECT min(destination) FROM delivery WHERE state = 0 AND front = 1 AND destination > name)
            FROM destinations WHERE name IS NOT NULL)
        SELECT name, (SELECT min(due) FROM delivery WHERE state = 0 AND front = 1 AND destination = name)
        FROM destinations WHERE name IS NOT NULL
        """;

    private const string SelectDue = """
        SELECT delivery.id, attempts + 1, mail.id, target.id, scheme, text, recipients, destination, route, delivery.key, created,
            receiver, note, late, limited, json
        FROM delivery JOIN mail ON mail.n = delivery.mail LEFT JOIN target ON target.n = delivery.target
            LEFT JOIN memo ON memo.lane = delivery.lane
        WHERE state = 0 AND front = 1 AND destination = $destination AND due <= $now
        ORDER BY due, delivery.id LIMIT $most
        """;

    private const string SetSending = """
        UPDATE delivery SET state = 1, attempts = attempts + 1, leased = $until, changed = $now WHERE id = $id
        """;

    private const string SetEnded = """
        UPDATE delivery SET state = $state, attempts = attempts - $uncounted, due = coalesce($due, due), leased = NULL, changed = $now,
            finished = $finished, reason = coalesce($reason, reason), front = $front, late = iif($finished IS NULL, late + $held, NULL),
            limited = iif($held > 0, max(limited, 1), limited)
        WHERE id = $id AND state = 1 AND attempts = $attempt
        RETURNING lane
        """;

    private const string SelectInterrupted = "SELECT id, attempts FROM delivery WHERE state <> 2 AND state = 1";

    // Scheduled in what is the future now: the clock was set back. What was scheduled before waits no longer than it was told to.
    private const string BringForward = """
        UPDATE delivery SET due = $now, changed = $now WHERE state <> 2 AND state = 0 AND changed > $now
        """;

    public static IReadOnlyList<WaitingDestination> Destinations(SqliteSession session) =>
        session.List(SelectDestinations, row => new WaitingDestination(row.GetString(0), row.Time(1)));

    public static List<LeasedDelivery> Lease(SqliteSession session, IReadOnlyDictionary<string, int> room, long now, long until)
    {
        var leased = new List<LeasedDelivery>();
        foreach (var (destination, most) in room)
            leased.AddRange(session.List(SelectDue, Read, ("$destination", destination), ("$now", now), ("$most", most)));
        foreach (var delivery in leased)
            session.Execute(SetSending, ("$id", delivery.Id), ("$until", until), ("$now", now));
        return leased;
    }

    /// <returns>False when this attempt had ended already.</returns>
    public static bool End(SqliteSession session, long id, int attempt, AttemptEnd how, long now)
    {
        var end = DeliveryEnd.Of(how, now);
        var lane = session.Scalar(SetEnded,
            ("$id", id),
            ("$attempt", attempt),
            ("$state", (int)end.State),
            ("$uncounted", end.Counts ? 0 : 1),
            ("$due", end.Due),
            ("$now", now),
            ("$finished", end.IsFinished ? now : null),
            ("$reason", end.Reason),
            ("$front", !end.IsFinished),
            ("$held", end.HeldFor));
        if (lane is null)
            return false;
        MemoRows.Write(session, (long)lane, how.Memo, now);
        if (end.IsWorthRemembering)
            DeliveryRows.AddAttempt(session, id, attempt, now, end.Reason!);
        if (end.IsFinished)
            DeliveryRows.MoveUp(session, (long)lane);
        FollowUpRows.Add(session, id, how.FollowUp, now);
        return true;
    }

    /// <summary>After a start: nobody is sending, whatever the rows say.</summary>
    public static void EndInterrupted(SqliteSession session, long now)
    {
        foreach (var (id, attempt) in session.List(SelectInterrupted, row => (row.GetInt64(0), row.GetInt32(1))))
            End(session, id, attempt, new AttemptEnd.Again("the program stopped during this attempt; the target may have been told", TimeSpan.Zero), now);
    }

    /// <summary>Leases that ran out: whoever had them has not told how it ended, and will not be believed any more.</summary>
    public static void EndLost(SqliteSession session, IReadOnlyList<(long Id, int Attempt)> lost, long now)
    {
        foreach (var (id, attempt) in lost)
            End(session, id, attempt, new AttemptEnd.Again("nobody told in time how this attempt ended; the target may have been told", TimeSpan.Zero), now);
    }

    public static void ClockWasSetBack(SqliteSession session, long now)
    {
        session.Execute(BringForward, ("$now", now));
        FollowUpRows.ClockWasSetBack(session, now);
    }

    private static LeasedDelivery Read(Microsoft.Data.Sqlite.SqliteDataReader row) => new(
        row.GetInt64(0),
        row.GetInt32(1),
        row.GetString(2),
        row.Target(3),
        row.Recipients(6),
        row.GetString(7),
        row.GetString(8),
        row.GetString(9),
        row.Time(10))
    {
        Receiver = row.TextOrNull(11),
        Note = row.TextOrNull(12),
        FallsBackAt = row.TimeOrNull(13),
        Limited = (LimitEffect)row.GetInt32(14),
        Memo = MemoJson.Read(row.TextOrNull(15)),
    };
}
