using System.Globalization;
using Mail2Alert.Deliveries;

namespace Mail2Alert.Storage.Sqlite;

/// <summary>Deliveries that the limits of their receivers hold back, as rows.</summary>
internal static class LimitRows
{
    private const string SelectNotified = """
        SELECT finished FROM delivery
        WHERE target = (SELECT n FROM target WHERE id = $target) AND receiver = $receiver AND state = 2 AND limited <> 2 AND finished > $since
        ORDER BY finished DESC LIMIT $most
        """;

    // In the words of its partial index. What is being sent is nobody's here, but for what the caller has leased.
    private const string SelectHeldBack = """
        WITH held AS (
            SELECT id, lane FROM delivery
            WHERE state = 0 AND limited = 1 AND target = (SELECT n FROM target WHERE id = $target) AND receiver = $receiver
            UNION SELECT id, lane FROM delivery WHERE id IN (SELECT value FROM json_each($leased)))
        SELECT delivery.id, mail.id, alert, created, note
        FROM delivery JOIN mail ON mail.n = delivery.mail JOIN decision ON decision.mail = delivery.mail
        WHERE alert IS NOT NULL AND delivery.id IN (
            SELECT id FROM held
            UNION SELECT behind.id FROM held JOIN delivery AS behind ON behind.lane = held.lane AND behind.state IN (0, 1)
            WHERE behind.state = 0 AND behind.receiver = $receiver)
        ORDER BY delivery.id LIMIT $most
        """;

    private const string SetSummarized = """
        UPDATE delivery SET state = 2, limited = 2, front = 0, attempts = attempts - (state = 1), leased = NULL, late = NULL,
            changed = $now, finished = $now, reason = $reason
        WHERE id = $id AND state IN (0, 1)
        RETURNING lane
        """;

    private const string SetSummary = "UPDATE delivery SET limited = 3 WHERE mail = (SELECT n FROM mail WHERE id = $mail)";

    public static IReadOnlyList<DateTimeOffset> Notified(SqliteSession session, string receiver, TargetId target, DateTimeOffset since, int most) =>
        session.List(SelectNotified, row => row.Time(0),
            ("$target", target.Id), ("$receiver", receiver), ("$since", since.ToUnixTimeMilliseconds()), ("$most", most));

    public static IReadOnlyList<HeldBackNews> HeldBack(
        SqliteSession session, string receiver, TargetId target, IEnumerable<LeasedDelivery> leased, int most) => session.List(
        SelectHeldBack,
        row => new HeldBackNews(row.GetInt64(0), row.GetString(1), AlertJson.Read(row.GetString(2), () => ""), row.Time(3)) { Note = row.TextOrNull(4) },
        ("$target", target.Id),
        ("$receiver", receiver),
        ("$leased", $"[{string.Join(',', leased.Select(delivery => delivery.Id.ToString(CultureInfo.InvariantCulture)))}]"),
        ("$most", most));

    public static void Summarize(SqliteSession session, ReadyMail summary, ReadyDecision decision, IEnumerable<long> told, long now)
    {
        MailRows.Keep(session, summary, decision, now);
        session.Execute(SetSummary, ("$mail", summary.Id));
        var lanes = new HashSet<long>();
        foreach (var id in told)
        {
            if (session.Scalar(SetSummarized, ("$id", id), ("$now", now), ("$reason", $"told in the summary {summary.Id}")) is long lane)
                lanes.Add(lane);
        }
        foreach (var lane in lanes)
            DeliveryRows.MoveUp(session, lane);
    }
}
