using Mail2Alert.SideBySide.Peers;

namespace Mail2Alert.SideBySide.Compare;

/// <summary>The subjects of one kind of work, all of which run until it is done.</summary>
internal sealed class Bench(CompareOptions options, Work work, Round round, (int Behind, int GoCd) ports) : IAsyncDisposable
{
    private readonly Dictionary<Subject, Served> _running = [];
    private int _started;

    public Served Of(Subject subject) => _running[subject];

    /// <summary>Starts it, and lets it work until it is what it will be.</summary>
    public async Task<Start> StartAsync(Subject subject, CancellationToken stop)
    {
        var directory = Directory.CreateDirectory(Path.Combine(options.Directory, $"{work}-{subject.Name}-{++_started}".ToLowerInvariant())).FullName;
        var setting = new Setting(work, directory, FreePort.Next(), ports.Behind, ports.GoCd, options);
        var served = _running[subject] = await Served.StartAsync(subject, setting, stop);
        await round.WarmUpAsync(new Cell(work, 2), served, subject.IsCompiledLate ? options.WarmUp : 1, stop);
        await round.SettleAsync(served, stop);
        return new Start(work, subject.Name, served.Started.TotalSeconds, served.Idle);
    }

    /// <summary>Waits until nothing is left of a run; who has more to do than one waits for starts anew.</summary>
    public async Task SettleAsync(Subject subject, CancellationToken stop)
    {
        if (await round.SettleAsync(_running[subject], stop))
            return;
        await _running[subject].DisposeAsync();
        await StartAsync(subject, stop);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var served in _running.Values)
            await served.DisposeAsync();
    }
}
