namespace Mail2Alert.SideBySide.Compare;

/// <summary>What was measured.</summary>
/// <param name="Runs">In order.</param>
/// <param name="Starts">Of all subjects, for each work.</param>
/// <param name="Checks">Of generator and sink.</param>
/// <param name="Flush">What a flush takes on the disk by itself, in milliseconds.</param>
/// <param name="Rounds">How often each was measured.</param>
/// <param name="Seconds">How long each was measured.</param>
internal sealed record Results(IReadOnlyList<Measured> Runs, IReadOnlyList<Start> Starts, IReadOnlyList<CrossCheck> Checks, double Flush, int Rounds, double Seconds)
{
    public IEnumerable<Cell> Cells => Runs.Select(run => run.Cell).Distinct();

    /// <summary>Null when it was not measured.</summary>
    public Summary? Of(Cell cell, string subject) =>
        Runs.Where(run => run.Cell == cell && run.Subject == subject).ToList() is { Count: > 0 } runs ? new Summary(subject, runs) : null;

    /// <summary>All of a cell, in the order in which they are named.</summary>
    public IEnumerable<Summary> Of(Cell cell) => Runs.Where(run => run.Cell == cell).Select(run => run.Subject).Distinct()
        .OrderBy(subject => subject == Peers.Subjects.Limit ? -1 : Peers.Subjects.All.ToList().FindIndex(other => other.Name == subject))
        .Select(subject => Of(cell, subject)!);
}

/// <summary>Medians of all runs of one subject in one cell.</summary>
internal sealed class Summary(string subject, IReadOnlyList<Measured> runs)
{
    public string Subject => subject;

    /// <summary>Mails acknowledged in a second.</summary>
    public double Rate => Median(run => run.Load.Rate);

    public double Slowest => runs.Min(run => run.Load.Rate);

    public double Fastest => runs.Max(run => run.Load.Rate);

    /// <summary>The same when what is left to do afterwards counts, too.</summary>
    public double Finished => Median(run => run.Load.Acknowledged / (run.Load.Acknowledged / Math.Max(1, run.Load.Rate) + run.Drain));

    /// <summary>Milliseconds for a mail.</summary>
    public double Processor => Median(run => run.Processor);

    public double? AckP50 => Statistics.Median(runs.Select(run => run.Load.AckP50));

    public double? AckP99 => Statistics.Median(runs.Select(run => run.Load.AckP99));

    public double? MailP50 => Statistics.Median(runs.Select(run => run.Load.MailP50));

    public double? MailP99 => Statistics.Median(runs.Select(run => run.Load.MailP99));

    public double? BannerP50 => Statistics.Median(runs.Select(run => run.Load.BannerP50));

    public double? BannerP99 => Statistics.Median(runs.Select(run => run.Load.BannerP99));

    public double Memory => Median(run => run.Memory);

    /// <summary>In all runs; null where nothing was to arrive.</summary>
    public long? Lost => runs.Sum(run => run.Lost ?? 0) is var lost && runs.Any(run => run.Lost is not null) ? lost : null;

    public long Troubles => runs.Sum(run => run.Load.Refused + run.Load.Failures + run.Again);

    private double Median(Func<Measured, double> value) => Statistics.Median(runs.Select(value));
}
