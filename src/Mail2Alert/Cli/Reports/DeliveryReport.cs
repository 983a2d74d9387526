using Mail2Alert.Storage;
using Mail2Alert.Web.Desk;

namespace Mail2Alert.Cli.Reports;

/// <summary>The story of one delivery, for people.</summary>
internal static class DeliveryReport
{
    public static void Write(TextWriter output, DeliveryDetails details, DateTimeOffset now)
    {
        foreach (var line in Lines(details, now))
            output.WriteLine(Printable.Of(line));
    }

    private static IEnumerable<string> Lines(DeliveryDetails details, DateTimeOffset now)
    {
        var delivery = details.Delivery;
        yield return $"Delivery {delivery.Id} to {delivery.To}";
        yield return $"  state    {delivery.State.ToString().ToLowerInvariant()} since {Brief.Time(delivery.Changed)}{Next(delivery, now)}";
        yield return $"  decided  {Brief.Time(delivery.Created)}, by {delivery.Route}";
        yield return $"  tried    {Brief.Count(delivery.Attempts, "time")}{(delivery.Reason is { } reason ? $"; last: {reason}" : "")}";
        foreach (var line in details.Mail is { } mail ? Mail(mail) : [$"Mail {delivery.Mail}: its bytes are lost"])
            yield return line;
        yield return "Why";
        foreach (var sentence in details.Why)
            yield return $"  {sentence}";
        if (details.Attempts.Count > 0)
            yield return "Attempts that did not deliver";
        foreach (var attempt in details.Attempts)
            yield return $"  {attempt.Number,3}  {Brief.Time(attempt.EndedAt)}  {attempt.Reason}";
    }

    private static string Next(QueuedDelivery delivery, DateTimeOffset now) =>
        delivery.Due is not { } due ? ""
        : due > now ? $"; next attempt in {Brief.Of(due - now)}"
        : "; next attempt now, or behind an earlier one to the same target";

    private static IEnumerable<string> Mail(MailRow mail)
    {
        yield return $"Mail {mail.Id}";
        yield return $"  received {Brief.Time(mail.ReceivedAt)} from {mail.Client ?? "a socket"}, {Brief.Size(mail.Size)}";
        yield return $"  sender   <{mail.Sender}>";
        yield return $"  to       {string.Join(", ", mail.Recipients)}";
        yield return $"  subject  {mail.Subject}";
    }
}
