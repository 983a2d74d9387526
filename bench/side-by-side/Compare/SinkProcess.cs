using System.Diagnostics;
using System.Globalization;
using Mail2Alert.SideBySide.Sinks;

namespace Mail2Alert.SideBySide.Compare;

/// <summary>The sink as a process of its own.</summary>
internal sealed class SinkProcess : IDisposable
{
    private readonly Process _process;

    private SinkProcess(Process process, int port) => (_process, Port) = (process, port);

    public int Port { get; }

    public int Id => _process.Id;

    public static async Task<SinkProcess> StartAsync(CancellationToken stop)
    {
        var process = OwnProgram.Start("sink");
        var port = await process.StandardOutput.ReadLineAsync(stop) ?? throw new IOException("The sink did not start");
        return new SinkProcess(process, int.Parse(port, CultureInfo.InvariantCulture));
    }

    public Task<SinkCount> CountAsync(CancellationToken stop) => AskAsync("count", stop);

    public async Task ResetAsync(long first, TimeSpan delay, CancellationToken stop)
    {
        await AskAsync(string.Create(CultureInfo.InvariantCulture, $"delay {(long)delay.TotalMilliseconds}"), stop);
        await AskAsync(string.Create(CultureInfo.InvariantCulture, $"reset {first}"), stop);
    }

    public Task<SinkCount> SaveAsync(string path, CancellationToken stop) => AskAsync($"ledger {path}", stop);

    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(TimeSpan.FromSeconds(5)))
            _process.Kill();
        _process.Dispose();
    }

    private async Task<SinkCount> AskAsync(string question, CancellationToken stop)
    {
        await _process.StandardInput.WriteLineAsync(question.AsMemory(), stop);
        await _process.StandardInput.FlushAsync(stop);
        return Json.Read<SinkCount>(await _process.StandardOutput.ReadLineAsync(stop) ?? throw new IOException("The sink is gone"));
    }
}
