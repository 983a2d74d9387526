using Mail2Alert.Deliveries;
using Mail2Alert.Smtp;

namespace Mail2Alert.Storage.Sqlite;

/// <summary>What deliveries that fail call for, as rows.</summary>
internal static class FollowUpRows
{
    /// <summary>In the words of its partial index. What waits behind news that a limit holds back is late no sooner than that.</summary>
    public const string SelectLate = """
        SELECT delivery.id, mail.id, target.id, scheme, text, route, receiver, late, reason
        FROM delivery JOIN mail ON mail.n = delivery.mail JOIN target ON target.n = delivery.target
        WHERE late IS NOT NULL AND state IN (0, 1) AND NOT EXISTS (
            SELECT 1 FROM delivery AS held
            WHERE held.lane = delivery.lane AND held.state IN (0, 1) AND held.limited = 1 AND held.late > $now AND held.id < delivery.id)
        ORDER BY late LIMIT $most
        """;

    private const string SelectStillLate = "SELECT EXISTS (SELECT 1 FROM delivery WHERE id = $id AND late IS NOT NULL AND state IN (0, 1))";

    private const string SelectMail = "SELECT mail FROM delivery WHERE id = $id";

    private const string SetFallen = "UPDATE delivery SET fell = 1, late = NULL WHERE id = $id AND fell = 0 RETURNING mail";

    private const string SetNeverLate = "UPDATE delivery SET late = NULL WHERE id = $id";

    private const string SetRecipients = "UPDATE delivery SET recipients = $recipients WHERE id = $id";

    private const string SelectTold = """
        SELECT EXISTS (SELECT 1 FROM delivery WHERE mail = $mail AND +target = (SELECT n FROM target WHERE id = $target))
        """;

    private const string SelectKept = "SELECT EXISTS (SELECT 1 FROM mail WHERE id = $id)";

    // The clock was set back: what was decided in what is the future now would fall back too late.
    private const string BringForward = """
        UPDATE delivery SET late = $now WHERE late IS NOT NULL AND state IN (0, 1) AND created > $now
        """;

    public static IReadOnlyList<LateDelivery> Late(SqliteSession session, int most, long now) => session.List(
        SelectLate,
        row => new LateDelivery(
            row.GetInt64(0), row.GetString(1), row.Target(2)!, row.GetString(5), row.GetString(6), row.Time(7), row.TextOrNull(8)),
        ("$now", now),
        ("$most", most));

    /// <returns>False when it is not waiting any more, or has fallen back before.</returns>
    public static bool FallBack(SqliteSession session, LateDelivery late, FollowUp followUp, long now)
    {
        if (session.Scalar(SelectStillLate, ("$id", late.Id)) is not 1L)
            return false;
        if (followUp.Fallback is null)
            session.Execute(SetNeverLate, ("$id", late.Id));
        Add(session, late.Id, followUp, now);
        return true;
    }

    public static void Add(SqliteSession session, long delivery, FollowUp followUp, long now)
    {
        if (followUp == FollowUp.None)
            return;
        if (followUp.Fallback is { } fallback && session.Scalar(SetFallen, ("$id", delivery)) is long mail)
            Tell(session, mail, fallback, now);
        if (followUp.Rest is { } rest)
            Split(session, delivery, rest, followUp.Apart, now);
        if (followUp.Bounce is { } bounce && session.Scalar(SelectKept, ("$id", bounce.Mail.Id)) is not 1L)
            Keep(session, bounce, now);
    }

    public static void ClockWasSetBack(SqliteSession session, long now) => session.Execute(BringForward, ("$now", now));

    private static void Tell(SqliteSession session, long mail, IReadOnlyList<PlannedDelivery> fallback, long now)
    {
        foreach (var planned in fallback)
        {
            if (session.Scalar(SelectTold, ("$mail", mail), ("$target", planned.Target!.Id)) is not 1L)
                DeliveryRows.Insert(session, mail, planned, now);
        }
    }

    private static void Split(
        SqliteSession session, long delivery, IReadOnlyList<SmtpRecipient> rest, IReadOnlyList<PlannedDelivery> apart, long now)
    {
        session.Execute(SetRecipients, ("$id", delivery), ("$recipients", EnvelopeJson.Write(rest)));
        var mail = (long)session.Scalar(SelectMail, ("$id", delivery))!;
        foreach (var planned in apart)
            DeliveryRows.Insert(session, mail, planned, now);
    }

    // A report is small: it never needs a file of its own.
    private static void Keep(SqliteSession session, Bounce bounce, long now)
    {
        MailRows.Keep(session, ReadyMail.Of(bounce.Mail, inFile: false), ReadyDecision.Of(new MailDecision(null, null, [bounce.Why], [bounce.Delivery])), now);
    }
}
