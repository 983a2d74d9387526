using Mail2Alert.Pipeline;

namespace Mail2Alert.Cli.Reports;

/// <summary>What came, or would come, of a replay, for people.</summary>
internal static class ReplayReport
{
    private const int Longest = 100;

    public static void Write(TextWriter output, ReplayedMail mail, bool isDry)
    {
        foreach (var line in Lines(mail, isDry))
            output.WriteLine(Printable.Of(line));
    }

    public static string Sentence(IReadOnlyList<ReplayedMail> mails, bool isDry)
    {
        var queued = mails.Where(mail => mail.Trouble is null).Sum(mail => mail.To.Count(one => one.Skipped is null));
        return $"{Brief.Count(mails.Count, "mail")}: {Brief.Count(queued, "delivery")} {(isDry ? "would be queued; nothing was changed" : "queued")}";
    }

    private static IEnumerable<string> Lines(ReplayedMail mail, bool isDry)
    {
        yield return mail.ReceivedAt is { } received
            ? $"{mail.Mail}  {Brief.Time(received)}  <{mail.Sender}>  {Brief.Text(mail.Subject ?? "", Longest)}"
            : mail.Mail;
        foreach (var to in mail.To)
            yield return to.Skipped is { } why ? $"  not to {to.Target} ({to.Route}; {why})" : $"  {(isDry ? "would go" : "goes")} to {to.Target} ({to.Route})";
        if (mail.Trouble is { } trouble)
            yield return $"  not replayed: {trouble}";
        else if (mail.To.Count == 0)
            yield return "  goes to nobody";
        foreach (var sentence in isDry || mail.To.Count == 0 ? mail.Why : [])
            yield return $"    {sentence}";
    }
}
