using System.Globalization;
using System.Text;
using Mail2Alert.SideBySide.Peers;

namespace Mail2Alert.SideBySide.Compare;

/// <summary>The results as tables.</summary>
internal static class Markdown
{
    public static string Of(Results results, IReadOnlyList<Verdict> verdicts, string versions)
    {
        var page = new StringBuilder();
        page.AppendLine(CultureInfo.InvariantCulture,
            $"Medians of {results.Rounds} runs of {Number(results.Seconds)} s in turns on {Environment.ProcessorCount} processors, in brackets the slowest and the fastest; the machine below took {results.Runs.Average(run => run.Stolen):P0} of their time. A flush of the disk takes {Number(results.Flush)} ms.");
        page.AppendLine().AppendLine(versions);
        Overview(page, results);
        foreach (var cell in results.Cells)
            Table(page, cell, [.. results.Of(cell)]);
        Starts(page, results);
        Checks(page, results.Checks);
        page.AppendLine().AppendLine("| target | asked | measured | holds |").AppendLine("|---|---|---|---|");
        foreach (var verdict in verdicts)
            page.AppendLine(CultureInfo.InvariantCulture, $"| {verdict.What} | {verdict.Target} | {Number(verdict.Measured)} | {(verdict.Holds ? "yes" : "**no**")} |");
        return page.ToString();
    }

    /// <summary>Three digits that count.</summary>
    public static string Number(double? value) => value switch
    {
        null => "",
        >= 100 => value.Value.ToString("N0", CultureInfo.InvariantCulture),
        >= 10 => value.Value.ToString("0.#", CultureInfo.InvariantCulture),
        >= 1 => value.Value.ToString("0.##", CultureInfo.InvariantCulture),
        _ => value.Value.ToString("0.###", CultureInfo.InvariantCulture),
    };

    private static void Overview(StringBuilder page, Results results)
    {
        var subjects = results.Cells.SelectMany(results.Of).Select(row => row.Subject).Distinct().ToList();
        page.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"| mails/s | {string.Join(" | ", subjects)} |");
        page.AppendLine(CultureInfo.InvariantCulture, $"|---|{string.Concat(Enumerable.Repeat("---|", subjects.Count))}");
        foreach (var cell in results.Cells)
            page.AppendLine(CultureInfo.InvariantCulture, $"| {cell.Title} | {string.Join(" | ", subjects.Select(subject => Number(results.Of(cell, subject)?.Rate)))} |");
    }

    private static void Table(StringBuilder page, Cell cell, IReadOnlyList<Summary> rows)
    {
        var limit = rows.FirstOrDefault(row => row.Subject == Subjects.Limit)?.Rate;
        var (slow, store) = (cell.Work == Work.Slow, cell.Work is Work.Store or Work.SlowDisk);
        page.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"**{cell.Title}**").AppendLine();
        page.Append("| | mails/s | × limit | processor, ms for a mail | answer p50, p99, ms | mail p50, p99, ms | memory, MiB | lost |");
        page.AppendLine((slow ? " banner p50, p99, ms |" : "") + (store ? " mails/s, delivery included |" : ""));
        page.AppendLine("|---|---|---|---|---|---|---|---|" + (slow || store ? "---|" : ""));
        foreach (var row in rows)
        {
            page.Append(CultureInfo.InvariantCulture,
                $"| {row.Subject} | {Number(row.Rate)} ({Number(row.Slowest)}–{Number(row.Fastest)}) | {Number(row.Rate / limit)} | {Number(row.Processor)} | {Number(row.AckP50)}, {Number(row.AckP99)} | {Number(row.MailP50)}, {Number(row.MailP99)} | {Number(row.Memory / 1048576)} | {row.Lost?.ToString(CultureInfo.InvariantCulture)} |");
            page.AppendLine((slow ? $" {Number(row.BannerP50)}, {Number(row.BannerP99)} |" : "") + (store ? $" {Number(row.Finished)} |" : ""));
        }
    }

    private static void Checks(StringBuilder page, IReadOnlyList<CrossCheck> checks)
    {
        if (checks.Count == 0)
            return;
        page.AppendLine().AppendLine("| generator and sink | 20 senders, mails/s | 100 senders, mails/s |").AppendLine("|---|---|---|");
        foreach (var check in checks)
            page.AppendLine(CultureInfo.InvariantCulture, $"| {check.Pair} | {Number(check.Twenty)} | {Number(check.Hundred)} |");
    }

    private static void Starts(StringBuilder page, Results results)
    {
        page.AppendLine().AppendLine("| | start to banner, s | memory then, MiB |").AppendLine("|---|---|---|");
        foreach (var subject in results.Starts.GroupBy(start => start.Subject))
        {
            page.AppendLine(CultureInfo.InvariantCulture,
                $"| {subject.Key} | {Number(Statistics.Median(subject.Select(start => start.Started)))} | {Number(Statistics.Median(subject.Select(start => start.Idle / 1048576.0)))} |");
        }
    }
}
