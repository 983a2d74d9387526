using Mail2Alert.SideBySide.Peers;

namespace Mail2Alert.SideBySide.Compare;

/// <summary>What Mail2Alert is to reach on two processors that it shares with generator and sink.</summary>
internal static class Targets
{
    private const string Itself = Subjects.Ours;

    private static readonly Cell Relay20 = new(Work.Relay, 20);
    private static readonly Cell Relay100 = new(Work.Relay, 100);
    private static readonly Cell RelayEach = new(Work.Relay, 20, OneEach: true);
    private static readonly Cell RelayLarge = new(Work.Relay, 20, Cell.Large);
    private static readonly Cell Accept100 = new(Work.Accept, 100);
    private static readonly Cell Store20 = new(Work.Store, 20);
    private static readonly Cell Store100 = new(Work.Store, 100);
    private static readonly Cell Store1000 = new(Work.Store, 1000);
    private static readonly Cell StoreLarge = new(Work.Store, 20, Cell.Large);

    /// <summary>In mails a second, as so many times those of another.</summary>
    private static readonly (Cell Cell, double AtLeast, string Of)[] Rates =
    [
        (Accept100, 0.45, Subjects.Limit),
        (Accept100, 1, Subjects.SmtpServer),
        (Accept100, 1, Subjects.Aiosmtpd),
        (Accept100, 1, Subjects.Haraka),
        (Relay20, 0.22, Subjects.Limit),
        (Relay20, 8, Subjects.Aiosmtpd),
        (Relay20, 8, Subjects.Haraka),
        (Relay20, 2.5, Subjects.Postfix),
        (Relay100, 0.22, Subjects.Limit),
        (Relay100, 8, Subjects.Aiosmtpd),
        (Relay100, 8, Subjects.Haraka),
        (Relay100, 2.5, Subjects.Postfix),
        (RelayEach, 0.28, Subjects.Limit),
        (RelayEach, 4, Subjects.Aiosmtpd),
        (RelayEach, 1.6, Subjects.Postfix),
        (RelayLarge, 0.15, Subjects.Limit),
        (RelayLarge, 12, Subjects.Aiosmtpd),
        (RelayLarge, 15, Subjects.Haraka),
        (RelayLarge, 1.5, Subjects.Postfix),
        (new(Work.Slow, 20), 0.95, Subjects.Limit),
        (new(Work.Slow, 100), 0.85, Subjects.Limit),
        (new(Work.Slow, 1000), 0.35, Subjects.Limit),
        (new(Work.Slow, 100), 80, Subjects.Aiosmtpd),
        (Store20, 5, Subjects.Postfix),
        (Store100, 5, Subjects.Postfix),
        (Store1000, 5, Subjects.Postfix),
        (StoreLarge, 3, Subjects.Postfix),
    ];

    /// <summary>In processor time for a mail, as so many times that of another.</summary>
    private static readonly (Cell Cell, double AtMost, string Of)[] Processor =
    [
        (Relay20, 0.2, Subjects.Aiosmtpd),
        (Relay20, 0.35, Subjects.Postfix),
        (Relay100, 0.2, Subjects.Aiosmtpd),
        (Relay100, 0.35, Subjects.Postfix),
        (Store20, 0.15, Subjects.Postfix),
        (Store100, 0.15, Subjects.Postfix),
        (Store1000, 0.15, Subjects.Postfix),
    ];

    private const double StoreOfRelay = 0.6;
    private const double FlushesOfAnswer = 3;
    private const double OpenAnswer = 2;
    private const double Banner = 20;
    private const double IdleMemory = 100;
    private const double StartToBanner = 0.6;

    /// <summary>Whether a target for this work speaks of the subject.</summary>
    public static bool Name(Work work, string subject) =>
        subject is Itself or Subjects.Limit || Rates.Any(target => target.Cell.Work == work && target.Of == subject);

    /// <param name="results">What was measured.</param>
    /// <param name="share">How much of each target is asked for.</param>
    /// <returns>Of those targets that can be judged by it.</returns>
    public static IEnumerable<Verdict> Judge(Results results, double share)
    {
        foreach (var (cell, atLeast, other) in Rates)
        {
            if (results.Of(cell, Itself) is { } ours && results.Of(cell, other) is { } theirs)
                yield return AtLeast($"{cell.Title}: mails/s, × {other}", ours.Rate / theirs.Rate, atLeast * share);
        }
        foreach (var (cell, atMost, other) in Processor)
        {
            if (results.Of(cell, Itself) is { } ours && results.Of(cell, other) is { } theirs)
                yield return AtMost($"{cell.Title}: processor time for a mail, × {other}", ours.Processor / theirs.Processor, atMost / share);
        }
        if (results.Of(Store100, Itself) is { } store && results.Of(Relay100, Itself) is { } relay)
            yield return AtLeast($"{Store100.Title}: mails/s, × relay by itself", store.Rate / relay.Rate, StoreOfRelay * share);
        foreach (var verdict in Times(results, share))
            yield return verdict;
        foreach (var cell in results.Cells)
        {
            if (results.Of(cell, Itself) is { Lost: { } lost })
                yield return AtMost($"{cell.Title}: acknowledged and lost", lost, 0);
        }
    }

    private static IEnumerable<Verdict> Times(Results results, double share)
    {
        var flush = results.Flush + SlowDisk.Delay.TotalMilliseconds;
        if (results.Of(new Cell(Work.SlowDisk, 20), Itself)?.AckP50 is { } kept)
            yield return AtMost("store, slow disk, 20 senders: p50 of the answer, in flushes", kept / flush, FlushesOfAnswer / share);
        if (results.Of(new Cell(Work.Open, 100), Itself)?.AckP50 is { } answer)
            yield return AtMost("open loop, 100 mails/s: p50 of the answer, ms", answer, OpenAnswer / share);
        foreach (var cell in results.Cells.Where(cell => cell.Work == Work.Slow))
        {
            if (results.Of(cell, Itself)?.BannerP99 is { } banner)
                yield return AtMost($"{cell.Title}: p99 of a bystander's banner, ms", banner, Banner / share);
        }
        var starts = results.Starts.Where(start => start is { Subject: Itself, Work: Work.Relay }).ToList();
        if (starts.Count == 0)
            yield break;
        yield return AtMost("start to banner, s", Statistics.Median(starts.Select(start => start.Started)), StartToBanner / share);
        yield return AtMost("idle memory, MiB", Statistics.Median(starts.Select(start => start.Idle / 1048576.0)), IdleMemory / share);
    }

    private static Verdict AtLeast(string what, double measured, double target) => new(what, measured, $"≥ {Markdown.Number(target)}", measured >= target);

    private static Verdict AtMost(string what, double measured, double target) => new(what, measured, $"≤ {Markdown.Number(target)}", measured <= target);
}

/// <summary>Whether a target was reached.</summary>
internal sealed record Verdict(string What, double Measured, string Target, bool Holds);
