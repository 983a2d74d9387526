using Mail2Alert.Deliveries;

namespace Mail2Alert.Storage.Sqlite;

/// <summary>
/// Deliveries as rows, and their lanes. Of the open deliveries of a lane exactly one is in front, the earliest, unless a later one is being
/// sent already; only that one can be leased. So nobody looks through a long lane for the one whose turn it is.
/// </summary>
internal static class DeliveryRows
{
    private const string InsertTarget = "INSERT OR IGNORE INTO target (id, scheme, text) VALUES ($id, $scheme, $text)";

    private const string InsertDelivery = """
        INSERT INTO delivery (mail, target, recipients, destination, lane, front, route, key, state, attempts, due, created, changed, finished, reason,
            receiver, note, late)
        VALUES ($mail, (SELECT n FROM target WHERE id = $target), $recipients, $destination, $lane,
            $state = 0 AND NOT EXISTS (SELECT 1 FROM delivery WHERE lane = $lane AND state IN (0, 1)),
            $route, $key, $state, $attempts, $due, $created, $now, $finished, $reason,
            $receiver, $note, $late)
        """;

    private const string InsertAttempt = "INSERT INTO attempt (delivery, number, at, reason) VALUES ($delivery, $number, $now, $reason)";

    private const string NextToFront = """
        UPDATE delivery SET front = 1 WHERE front = 0 AND id = coalesce(
            (SELECT min(id) FROM delivery WHERE lane = $lane AND state IN (0, 1) AND state = 1),
            (SELECT min(id) FROM delivery WHERE lane = $lane AND state IN (0, 1) AND state = 0))
        """;

    private const string ClearFront = """
        UPDATE delivery SET front = 0
        WHERE id = (SELECT min(id) FROM delivery WHERE lane = $lane AND state IN (0, 1) AND state = 0)
        """;

    private const string SelectLane = """
        SELECT EXISTS (SELECT 1 FROM delivery WHERE lane = $lane AND state IN (0, 1)), (SELECT json FROM memo WHERE lane = $lane)
        """;

    private const string SelectQuiet = "SELECT pending + sending = 0 AND NOT EXISTS (SELECT 1 FROM memo) FROM tally";

    /// <summary>True when <see cref="Lane"/> would find nothing, whichever it is.</summary>
    public static bool AreLanesQuiet(SqliteSession session) => session.Scalar(SelectQuiet) is 1L;

    public static LaneState Lane(SqliteSession session, long lane) =>
        session.List(SelectLane, row => new LaneState(row.GetBoolean(0), MemoJson.Read(row.TextOrNull(1))), ("$lane", lane))[0];

    /// <returns>The new row's id.</returns>
    public static long Insert(SqliteSession session, long mail, PlannedDelivery planned, long now)
    {
        if (planned.Target is { } target)
            session.Execute(InsertTarget, ("$id", target.Id), ("$scheme", target.Scheme), ("$text", target.Text));
        var end = DeliveryEnd.Of(planned.FirstAttempt, now);
        var id = session.Insert(InsertDelivery,
            ("$mail", mail),
            ("$target", planned.Target?.Id),
            ("$recipients", planned.Target is null ? EnvelopeJson.Write(planned.Recipients) : null),
            ("$destination", planned.Destination),
            ("$lane", planned.Lane),
            ("$route", planned.Route),
            ("$key", planned.IdempotencyKey),
            ("$state", (int)end.State),
            ("$attempts", end.Counts ? 1 : 0),
            ("$due", end.Due ?? now),
            ("$created", planned.CreatedAt?.ToUnixTimeMilliseconds() ?? now),
            ("$now", now),
            ("$finished", end.IsFinished ? now : null),
            ("$reason", end.Reason),
            ("$receiver", planned.Receiver),
            ("$note", planned.Note),
            ("$late", end.IsFinished ? null : now + (long?)planned.FallsBackAfter?.TotalMilliseconds));
        if (end.IsWorthRemembering)
            AddAttempt(session, id, 1, now, end.Reason!);
        MemoRows.Write(session, planned.Lane, planned.FirstAttempt?.Memo, now);
        return id;
    }

    public static void AddAttempt(SqliteSession session, long delivery, int number, long now, string reason) => session.Execute(
        InsertAttempt, ("$delivery", delivery), ("$number", number), ("$now", now), ("$reason", reason));

    /// <summary>Called when the one in front left its lane, or one came back into it.</summary>
    public static void MoveUp(SqliteSession session, long lane) => session.Execute(NextToFront, ("$lane", lane));

    /// <summary>Called before an earlier one comes back into the lane.</summary>
    public static void StepBack(SqliteSession session, long lane) => session.Execute(ClearFront, ("$lane", lane));
}
