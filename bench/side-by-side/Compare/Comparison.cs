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
        foreach (var work in options.Cells.GroupBy(cell => cell.Work))
            await RunAsync(work.Key, [.. work], stop);
        return new Results(_runs, _starts, await CrossCheckAsync(stop), SlowDisk.Flush(options.Directory), options.Rounds, options.Seconds);
    }

    private async Task RunAsync(Work work, IReadOnlyList<Cell> cells, CancellationToken stop)
    {
        using var sink = await SinkProcess.StartAsync(stop);
        using var gocd = new GoCdServer(FreePort.Next());
        var round = new Round(sink, options);
        var bench = new Bench(options, work, sink.Port, gocd.Port);
        var running = new Dictionary<string, Served?>();
        try
        {
            if (options.Wants(work, Subjects.Limit))
                running[Subjects.Limit] = null;
            foreach (var subject in Subjects.All.Where(subject => subject.Does(work) && options.Wants(work, subject.Name)))
            {
                var served = running[subject.Name] = await bench.StartAsync(subject.Name, stop);
                _starts.Add(new Start(work, subject.Name, served.Started.TotalSeconds, served.Idle));
                await round.WarmUpAsync(cells[0], served, subject.IsCompiledLate ? options.WarmUp : 1, stop);
                await round.SettleAsync(served, stop);
            }
            for (var turn = 0; turn < options.Rounds; turn++)
            {
                foreach (var cell in cells)
                {
                    foreach (var name in turn % 2 == 0 ? running.Keys.ToList() : [.. running.Keys.Reverse()])
                    {
                        Say(await RunAsync(round, cell, name, running[name], stop));
                        if (running[name] is { } served && !await round.SettleAsync(served, stop))
                            running[name] = await bench.RestartAsync(name, served, stop);
                    }
                }
            }
        }
        finally
        {
            foreach (var served in running.Values.OfType<Served>())
                await served.DisposeAsync();
        }
    }

    // Of who only looks at some subjects, nobody wants to know.
    private async Task<IReadOnlyList<CrossCheck>> CrossCheckAsync(CancellationToken stop) => options.Only.Count > 0 || options.IsQuick ? [] : await CrossCheck.RunAsync(stop);

    private async Task<Measured> RunAsync(Round round, Cell cell, string name, Served? served, CancellationToken stop)
    {
        var measured = await round.RunAsync(cell, name, served, stop);
        _runs.Add(measured);
        return measured;
    }

    private void Say(Measured run) => output.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"{run.Cell.Title,-45} {run.Subject,-12} {run.Load.Rate,8:F0}/s {run.Processor,7:F3} ms of processor, answer {run.Load.AckP50,7:F2} / {run.Load.AckP99,7:F2} ms, {run.Memory / 1048576.0,5:F0} MiB, lost {run.Lost?.ToString(CultureInfo.InvariantCulture) ?? "-"}{Trouble(run)}"));

    private static string Trouble(Measured run) => run.Load is { Refused: 0, Failures: 0 } && run.Again == 0
        ? ""
        : string.Create(CultureInfo.InvariantCulture, $" ({run.Load.Refused} refused, {run.Load.Failures} connections lost, {run.Again} twice) {run.Load.Words}");
}
