using Mail2Alert.Deliveries;
using Microsoft.Data.Sqlite;

namespace Mail2Alert.Storage.Sqlite;

/// <summary>What operators read of deliveries.</summary>
internal static class DeskRows
{
    private const string Select = """
        SELECT delivery.id, mail.id, target.id, scheme, text, recipients, route, state, attempts, due, created, changed, reason,
            subject
        FROM delivery JOIN mail ON mail.n = delivery.mail LEFT JOIN target ON target.n = delivery.target
            LEFT JOIN decision ON decision.mail = delivery.mail
        WHERE delivery.id
        """;

    private const string SelectOne = Select + " = $id";

    private const string To = """
         AND (instr(lower(text), lower($to)) > 0 OR EXISTS (SELECT 1 FROM json_each(recipients)
            WHERE instr(lower(value ->> '$.Address.LocalPart' || '@' || (value ->> '$.Address.Domain')), lower($to)) > 0))
        """;

    private const string SelectAttempts = "SELECT number, at, reason FROM attempt WHERE delivery = $id ORDER BY n";

    private const string SelectTally = "SELECT mails, bytes, undecided, alerts, pending, sending, delivered, dead, held FROM tally";

    private const string SelectOldest = """
        SELECT (SELECT received FROM mail WHERE n = (SELECT min(n) FROM mail WHERE decided IS NULL)),
            (SELECT created FROM delivery WHERE id = min(
                coalesce((SELECT min(id) FROM delivery WHERE state <> 2 AND state = 0), 9223372036854775807),
                coalesce((SELECT min(id) FROM delivery WHERE state <> 2 AND state = 1), 9223372036854775807)))
        """;

    private const string SelectSize = "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size";

    public static Page<DeliveryRow> List(SqliteSession session, DeliveryQuery query)
    {
        var rows = session.List(Sql(query), Read,
            ("$from", query.From ?? long.MaxValue),
            ("$most", query.Most),
            ("$state", (int?)query.State),
            ("$target", query.Target),
            ("$to", query.To),
            ("$mail", query.MailId),
            ("$before", query.CreatedBefore?.ToUnixTimeMilliseconds()));
        return new Page<DeliveryRow>(rows, rows.Count < query.Most ? null : rows[^1].Id);
    }

    public static DeliveryRow? Find(SqliteSession session, long id) => session.List(SelectOne, Read, ("$id", id)).FirstOrDefault();

    public static IReadOnlyList<PastAttempt> Attempts(SqliteSession session, long id) =>
        session.List(SelectAttempts, row => new PastAttempt(row.GetInt32(0), row.Time(1), row.GetString(2)), ("$id", id));

    public static StoreFigures Figures(SqliteSession session)
    {
        var (undecided, open) = session.List(SelectOldest, row => (row.TimeOrNull(0), row.TimeOrNull(1)))[0];
        var size = (long)session.Scalar(SelectSize)!;
        return session.List(SelectTally, row => new StoreFigures
        {
            Mails = row.GetInt64(0),
            Bytes = row.GetInt64(1),
            DatabaseBytes = size,
            Undecided = row.GetInt64(2),
            Alerts = row.GetInt64(3),
            Deliveries = Enum.GetValues<DeliveryState>().ToDictionary(state => state, state => row.GetInt64(4 + (int)state)),
            OldestUndecided = undecided,
            OldestOpen = open,
        })[0];
    }

    // A statement for each question, so that each finds its index; the partial one is found by its own words only.
    private static string Sql(DeliveryQuery query)
    {
        var state = query.State switch
        {
            null => query.IsUndelivered ? " AND state <> 2" : "",
            DeliveryState.Delivered => " AND state = $state",
            _ => " AND state <> 2 AND state = $state",
        };
        var target = query.Target is null ? "" : " AND delivery.target = (SELECT n FROM target WHERE id = $target)";
        var to = query.To is null ? "" : To;
        var mail = query.MailId is null ? "" : " AND delivery.mail = (SELECT n FROM mail WHERE id = $mail)";
        return Select + " < $from" + state + target + to + mail + " AND ($before IS NULL OR created < $before) ORDER BY delivery.id DESC LIMIT $most";
    }

    private static DeliveryRow Read(SqliteDataReader row) => new(
        row.GetInt64(0),
        row.GetString(1),
        row.Target(2),
        row.Recipients(5),
        row.GetString(6),
        (DeliveryState)row.GetInt32(7),
        row.GetInt32(8),
        row.Time(9),
        row.Time(10),
        row.Time(11),
        row.TextOrNull(12),
        row.TextOrNull(13));
}
