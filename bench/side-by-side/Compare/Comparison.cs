using System.Globalization;
using Mail2Alert.SideBySide.Peers;

namespace Mail2Alert.SideBySide.Compare;

/// <summary>Measures the subjects in turns: each thing of each, then the next thing; and all of it again, as often as is asked.</summary>
internal sealed class Comparison(CompareOptions options, TextWriter output)
{
    private readonly List<Measured> _runs = [];
    private readonly List<Start> _starts = [];

    public async Task<Results> RunAsync(CancellationToken stop)
    {
        // Relaying is the same work for a subject, whatever comes in front of it and behind.
        foreach (var work in options.Cells.GroupBy(cell => cell.Work is Work.Slow or Work.Open ? Work.Relay : cell.Work))
            await RunAsync(work.Key, [.. work], stop);
        return new Results(_runs, _starts, await CrossCheckAsync(stop), SlowDisk.Flush(options.Directory), options.Rounds, options.Seconds);
    }

    private async Task RunAsync(Work work, IReadOnlyList<Cell> cells, CancellationToken stop)
    {
        using var sink = await SinkProcess.StartAsync(stop);
        using var gocd = new GoCdServer(FreePort.Next());
        var round = new Round(sink, options);
        await using var bench = new Bench(options, work, round, (sink.Port, gocd.Port));
        foreach (var subject in Subjects.All.Where(subject => cells.Any(cell => Does(subject, cell))))
            _starts.Add(await bench.StartAsync(subject, stop));
        for (var turn = 0; turn < options.Rounds; turn++)
        {
            foreach (var cell in cells)
            {
                if (options.Wants(cell.Work, Subjects.Limit))
                    await RunAsync(round, cell, Subjects.Limit, null, stop);
                var subjects = Subjects.All.Where(subject => Does(subject, cell));
                foreach (var subject in turn % 2 == 0 ? subjects : subjects.Reverse())
                {
                    await RunAsync(round, cell, subject.Name, bench.Of(subject), stop);
                    await bench.SettleAsync(subject, stop);
                }
            }
        }
    }

    private bool Does(Subject subject, Cell cell) => subject.Does(cell.Work) && options.Wants(cell.Work, subject.Name);

    // Of who only looks at some subjects, nobody wants to know.
    private async Task<IReadOnlyList<CrossCheck>> CrossCheckAsync(CancellationToken stop) => options.Only.Count > 0 || options.IsQuick ? [] : await CrossCheck.RunAsync(stop);

    private async Task RunAsync(Round round, Cell cell, string name, Served? served, CancellationToken stop)
    {
        var measured = await round.RunAsync(cell, name, served, stop);
        _runs.Add(measured);
        Say(measured);
    }

    private void Say(Measured run) => output.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"{run.Cell.Title,-45} {run.Subject,-12} {run.Load.Rate,8:F0}/s {run.Processor,7:F3} ms of processor, answer {run.Load.AckP50,7:F2} / {run.Load.AckP99,7:F2} ms, {run.Memory / 1048576.0,5:F0} MiB, lost {run.Lost?.ToString(CultureInfo.InvariantCulture) ?? "-"}{Trouble(run)}"));

    private static string Trouble(Measured run) => run.Load is { Refused: 0, Failures: 0 } && run.Again == 0
        ? ""
        : string.Create(CultureInfo.InvariantCulture, $" ({run.Load.Refused} refused, {run.Load.Failures} connections lost, {run.Again} twice) {run.Load.Words}");
}
