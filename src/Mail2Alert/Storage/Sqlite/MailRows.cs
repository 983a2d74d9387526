using Mail2Alert.Deliveries;
using Mail2Alert.Messages;
using Mail2Alert.Smtp;

namespace Mail2Alert.Storage.Sqlite;

/// <summary>Mails and decisions as rows.</summary>
internal static class MailRows
{
    private const string InsertMail = """
        INSERT INTO mail (id, received, size, eight_bit, in_file, envelope, decided, stays)
        VALUES ($id, $received, $size, $eight_bit, $in_file, $envelope, $decided, $stays)
        """;

    private const string InsertContent = "INSERT INTO content (mail, bytes) VALUES ($mail, $bytes)";

    private const string SetDecided = "UPDATE mail SET decided = $now WHERE id = $id AND decided IS NULL RETURNING n";

    private const string SelectDecided = "SELECT n FROM mail WHERE id = $id AND decided IS NOT NULL";

    private const string SelectWhy = "SELECT why FROM decision WHERE mail = $mail";

    private const string PutDecision = """
        INSERT INTO decision (mail, alert, why, subject) VALUES ($mail, $alert, $why, $subject)
        ON CONFLICT (mail) DO UPDATE SET
            alert = coalesce(excluded.alert, alert), why = excluded.why, subject = coalesce(excluded.subject, subject)
        """;

    private const string SelectMail = """
        SELECT id, received, size, eight_bit, in_file, envelope, content.bytes, decision.alert, decision.why, n, stays
        FROM mail LEFT JOIN content ON content.mail = n LEFT JOIN decision ON decision.mail = n
        WHERE id = $id
        """;

    private const string SelectAudience = """
        SELECT target.id, scheme, text FROM delivery JOIN target ON target.n = delivery.target
        WHERE mail = $mail GROUP BY target.n ORDER BY min(delivery.id)
        """;

    private const string SelectUndecided = "SELECT n, id FROM mail WHERE decided IS NULL AND n > $after ORDER BY n LIMIT $most";

    /// <summary>Keeps a mail, with its decision where there is one.</summary>
    /// <returns>False when it was taken from its mailbox before.</returns>
    public static bool Keep(SqliteSession session, ReadyMail mail, ReadyDecision? decision, long now)
    {
        if (mail.Arrival is { } arrival && !ArrivalRows.TryAdd(session, arrival, now))
            return false;
        var n = Insert(session, mail, decision is null ? null : now);
        if (decision is not null)
            Put(session, n, decision, now);
        return true;
    }

    private static long Insert(SqliteSession session, ReadyMail mail, long? decided)
    {
        var n = session.Insert(InsertMail,
            ("$id", mail.Id),
            ("$received", mail.ReceivedAt),
            ("$size", mail.Size),
            ("$eight_bit", mail.HasEightBit),
            ("$in_file", mail.Bytes is null),
            ("$envelope", mail.Envelope),
            ("$decided", decided),
            ("$stays", mail.Stays));
        if (mail.Bytes is not null)
            session.Execute(InsertContent, ("$mail", n), ("$bytes", mail.Bytes));
        return n;
    }

    /// <returns>False when there is no such mail without a decision.</returns>
    public static bool Decide(SqliteSession session, string mailId, ReadyDecision decision, long now)
    {
        if (session.Scalar(SetDecided, ("$id", mailId), ("$now", now)) is not long mail)
            return false;
        Put(session, mail, decision, now);
        return true;
    }

    /// <returns>False when there is no such mail with a decision.</returns>
    public static bool Add(SqliteSession session, string mailId, MailDecision decision, long now)
    {
        if (session.Scalar(SelectDecided, ("$id", mailId)) is not long mail)
            return false;
        Put(session, mail, ReadyDecision.Of(decision.IsMore ? decision with { Why = [.. Why(session, mail), .. decision.Why] } : decision), now);
        return true;
    }

    public static StoredMail? Read(SqliteSession session, string mailId, MailFiles files)
    {
        var rows = session.List(SelectMail, row => (
            Received: row.Time(1),
            Size: row.GetInt64(2),
            HasEightBit: row.GetBoolean(3),
            InFile: row.GetBoolean(4),
            Envelope: row.GetString(5),
            Bytes: row.IsDBNull(6) ? null : row.GetFieldValue<byte[]>(6),
            Alert: row.TextOrNull(7),
            Why: row.TextOrNull(8),
            N: row.GetInt64(9),
            Stays: row.GetBoolean(10)), ("$id", mailId));
        if (rows is not [var mail] || (mail.InFile ? files.Read(mailId, mail.Size) : mail.Bytes) is not { } bytes)
            return null;
        var content = new OwnContent(bytes, mail.HasEightBit);
        var message = new Message(new SmtpMessage(mailId, mail.Received, EnvelopeJson.Read(mail.Envelope), content)) { Stays = mail.Stays };
        return new StoredMail(
            message,
            mail.Alert is null ? null : AlertJson.Read(mail.Alert, () => message.Text),
            mail.Why is null ? [] : AlertJson.ReadWhy(mail.Why),
            session.List(SelectAudience, row => new TargetId(row.GetString(0), row.GetString(1), row.GetString(2)), ("$mail", mail.N)));
    }

    public static Page<string> Undecided(SqliteSession session, long after, int most)
    {
        var rows = session.List(SelectUndecided, row => (N: row.GetInt64(0), Id: row.GetString(1)), ("$after", after), ("$most", most));
        return new Page<string>([.. rows.Select(row => row.Id)], rows.Count < most ? null : rows[^1].N);
    }

    private static IReadOnlyList<string> Why(SqliteSession session, long mail) =>
        session.Scalar(SelectWhy, ("$mail", mail)) is string why ? AlertJson.ReadWhy(why) : [];

    private static void Put(SqliteSession session, long mail, ReadyDecision decision, long now)
    {
        if (decision.State is { } state)
            AlertRows.Remember(session, state, now);
        MemoryRows.Write(session, decision.Memory);
        PutStory(session, mail, decision.Story);
        foreach (var (part, story) in decision.Parts)
            PutStory(session, Insert(session, part, decided: null), story);
        // First all that is owed anyway: whoever is told then needs no fallback.
        var owed = decision.Deliveries.Select(delivery => (Id: DeliveryRows.Insert(session, mail, delivery, now), delivery.FirstAttempt)).ToList();
        foreach (var (id, attempt) in owed.Where(delivery => delivery.FirstAttempt is not null))
            FollowUpRows.Add(session, id, attempt!.FollowUp, now);
    }

    private static void PutStory(SqliteSession session, long mail, ReadyStory story) => session.Execute(PutDecision,
        ("$mail", mail),
        ("$alert", story.Alert),
        ("$why", story.Why),
        ("$subject", story.Subject));
}
