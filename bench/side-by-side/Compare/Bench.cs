using Mail2Alert.SideBySide.Peers;

namespace Mail2Alert.SideBySide.Compare;

/// <summary>Where subjects of one kind of work are started.</summary>
internal sealed class Bench(CompareOptions options, Work work, int behind, int gocd)
{
    private int _started;

    public Task<Served> StartAsync(string name, CancellationToken stop)
    {
        var directory = Directory.CreateDirectory(Path.Combine(options.Directory, $"{work}-{name}-{++_started}".ToLowerInvariant())).FullName;
        return Served.StartAsync(Subjects.All.Single(subject => subject.Name == name), new Setting(work, directory, FreePort.Next(), behind, gocd, options), stop);
    }

    /// <summary>Anew, with nothing left to do.</summary>
    public async Task<Served> RestartAsync(string name, Served served, CancellationToken stop)
    {
        await served.DisposeAsync();
        return await StartAsync(name, stop);
    }
}
