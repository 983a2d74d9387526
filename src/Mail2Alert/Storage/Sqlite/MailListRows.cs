using Microsoft.Data.Sqlite;

namespace Mail2Alert.Storage.Sqlite;

/// <summary>Mails as lists show them.</summary>
internal static class MailListRows
{
    // A fraction of a second, whatever is asked.
    private const int LooksAt = 10_000;

    private const string SelectBounds = "SELECT coalesce(min(n), 0), coalesce(max(n), 0) FROM mail WHERE n > $after";

    private const string Select = """
        SELECT n, id, received, size, envelope, subject, alert ->> '$.Source'
        FROM mail LEFT JOIN decision ON decision.mail = n
        WHERE n BETWEEN $first AND $last
            AND ($since IS NULL OR received >= $since)
            AND ($until IS NULL OR received < $until)
            AND ($state IS NULL OR EXISTS (SELECT 1 FROM delivery WHERE delivery.mail = n AND state = $state))
            AND ($unrouted = 0 OR (decided IS NOT NULL AND NOT EXISTS (SELECT 1 FROM delivery WHERE delivery.mail = n)))
            AND ($source IS NULL OR alert ->> '$.Source' = $source)
            AND ($subject IS NULL OR instr(lower(subject), lower($subject)) > 0)
            AND ($sender IS NULL
                OR instr(lower(envelope ->> '$.Sender.LocalPart' || '@' || (envelope ->> '$.Sender.Domain')), lower($sender)) > 0)
            AND ($recipient IS NULL OR EXISTS (SELECT 1 FROM json_each(envelope, '$.Recipients')
                WHERE instr(lower(value ->> '$.Address.LocalPart' || '@' || (value ->> '$.Address.Domain')), lower($recipient)) > 0))
        ORDER BY n LIMIT $most
        """;

    public static Page<MailRow> List(SqliteSession session, MailQuery query)
    {
        var (first, newest) = session.List(SelectBounds, row => (row.GetInt64(0), row.GetInt64(1)), ("$after", query.After))[0];
        var last = Math.Min(newest, first + LooksAt - 1);
        var rows = session.List(Select, row => (N: row.GetInt64(0), Mail: Read(row)),
            ("$first", first),
            ("$last", last),
            ("$since", query.Since?.ToUnixTimeMilliseconds()),
            ("$until", query.Until?.ToUnixTimeMilliseconds()),
            ("$state", (int?)query.State),
            ("$unrouted", query.IsUnrouted),
            ("$source", query.Source),
            ("$subject", query.Subject),
            ("$sender", query.Sender),
            ("$recipient", query.Recipient),
            ("$most", query.Most));
        var next = rows.Count == query.Most ? rows[^1].N : last < newest ? last : (long?)null;
        return new Page<MailRow>([.. rows.Select(row => row.Mail)], next);
    }

    private static MailRow Read(SqliteDataReader row) => MailRow.Of(
        row.GetString(1), row.Time(2), row.GetInt64(3), EnvelopeJson.Read(row.GetString(4)), row.TextOrNull(5), row.TextOrNull(6));
}
