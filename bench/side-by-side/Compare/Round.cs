using System.Diagnostics;
using Mail2Alert.SideBySide.Load;

namespace Mail2Alert.SideBySide.Compare;

/// <summary>One run: the load, what follows it, and what it took.</summary>
internal sealed class Round(SinkProcess sink, CompareOptions options)
{
    private static readonly TimeSpan Patient = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Often = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Late = TimeSpan.FromMilliseconds(100);

    private long _next = TestMail.First;

    // Nobody is served for the limit.
    public async Task<Measured> RunAsync(Cell cell, string subject, Served? served, CancellationToken stop)
    {
        await sink.ResetAsync(_next, cell.Work == Work.Slow ? Late : TimeSpan.Zero, stop);
        var load = Load(cell, served?.Port ?? sink.Port);
        var (machine, before) = (ProcessTree.Machine(), Processor(served));
        var report = await GeneratorProcess.RunAsync(load, stop);
        var start = Stopwatch.GetTimestamp();
        var arrives = cell.Work != Work.Accept || served is null;
        if (arrives)
            await ArriveAsync(report.Acknowledged, stop);
        var drain = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var used = Processor(served) - before;
        var after = ProcessTree.Machine();
        var (lost, again) = arrives ? await LostAsync(load.Ledger!, stop) : (null, 0);
        _next = report.Next;
        return new Measured(
            cell, subject, report, lost, again, drain,
            used.TotalMilliseconds / Math.Max(1, report.Acknowledged),
            served?.Memory ?? ProcessTree.Memory(sink.Id),
            (after.Stolen - machine.Stolen) / (double)Math.Max(1, after.All - machine.All));
    }

    /// <summary>
    /// Lets it meet the code that it will be measured with: first from few senders, so that compilers get to work, whose work competes with the mail's.
    /// </summary>
    public async Task WarmUpAsync(Cell cell, Served served, double seconds, CancellationToken stop)
    {
        await sink.ResetAsync(_next, TimeSpan.Zero, stop);
        var small = Load(cell, served.Port) with { Seconds = seconds, WarmUp = 0 };
        var load = small with { Senders = 20, Seconds = seconds / 2, First = (await GeneratorProcess.RunAsync(small, stop)).Next };
        _next = (await GeneratorProcess.RunAsync(load, stop)).Next;
    }

    /// <summary>Until nothing is left of the run.</summary>
    /// <returns>False when there is more than one waits for.</returns>
    public async Task<bool> SettleAsync(Served served, CancellationToken stop)
    {
        var (quiet, last, lastMails) = (0, served.Processor, -1L);
        return await Patience.UntilAsync(
            async () =>
            {
                var (now, count) = (served.Processor, await sink.CountAsync(stop));
                var mails = count.Mails + count.Again + count.Strange;
                quiet = now - last <= TimeSpan.FromMilliseconds(20) && mails == lastMails ? quiet + 1 : 0;
                (last, lastMails) = (now, mails);
                return quiet >= 2;
            },
            TimeSpan.FromSeconds(4),
            TimeSpan.FromMilliseconds(100),
            stop);
    }

    private TimeSpan Processor(Served? served) => served?.Processor ?? ProcessTree.Processor(sink.Id);

    private LoadOptions Load(Cell cell, int port) => new()
    {
        Port = port,
        Senders = cell.Work == Work.Open ? 1 : cell.Senders,
        Rate = cell.Work == Work.Open ? cell.Senders : 0,
        Size = cell.Size,
        OneEach = cell.OneEach,
        Seconds = options.Seconds,
        WarmUp = cell.Senders >= 1000 ? 1.5 : 0.5,
        Bystander = cell.Work == Work.Slow,
        First = _next,
        Ledger = Path.Combine(options.Directory, "acknowledged"),
    };

    // As long as something comes.
    private async Task ArriveAsync(long mails, CancellationToken stop)
    {
        var (last, changed) = (-1L, Stopwatch.GetTimestamp());
        await Patience.UntilAsync(
            async () =>
            {
                var count = await sink.CountAsync(stop);
                if (count.Mails != last)
                    (last, changed) = (count.Mails, Stopwatch.GetTimestamp());
                return count.Mails >= mails || Stopwatch.GetElapsedTime(changed) > TimeSpan.FromSeconds(8);
            },
            Patient,
            Often,
            stop);
    }

    private async Task<(long? Lost, long Again)> LostAsync(string acknowledged, CancellationToken stop)
    {
        var arrived = Path.Combine(options.Directory, "arrived");
        var count = await sink.SaveAsync(arrived, stop);
        return (Ledger.Missing(acknowledged, arrived), count.Again);
    }
}
