using System.ComponentModel;
using System.Diagnostics;

namespace Mail2Alert.Channels.Programs;

/// <summary>Runs programs, a few at the same time, each in a process group of its own, so that what it starts ends with it.</summary>
internal sealed class ProgramRunner(int concurrency, TimeProvider clock) : IDisposable
{
    // Between the request to end and the end.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    private static readonly string[] Inherited = ["PATH", "HOME", "LANG", "TZ"];

    // From util-linux; without it only the children that can be found are ended.
    private static readonly string? NewGroup = Array.Find(["/usr/bin/setsid", "/bin/setsid"], File.Exists);

    private readonly SemaphoreSlim _places = new(concurrency);

    public async Task<ProgramEnd> RunAsync(ProgramCall call, CancellationToken cancellationToken)
    {
        try
        {
            await _places.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return new ProgramEnd.NotStarted("too many programs were running");
        }

        try
        {
            using var process = Process.Start(Prepare(call))!;
            return await WatchAsync(process, call, cancellationToken);
        }
        catch (Win32Exception trouble)
        {
            return new ProgramEnd.NotStarted(trouble.Message);
        }
        finally
        {
            _places.Release();
        }
    }

    public void Dispose() => _places.Dispose();

    private static ProcessStartInfo Prepare(ProgramCall call)
    {
        string[] command = NewGroup is null ? [call.File, .. call.Arguments] : [NewGroup, call.File, .. call.Arguments];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        var inherited = Inherited.Select(name => (Name: name, Value: Environment.GetEnvironmentVariable(name))).Where(variable => variable.Value is not null);
        start.Environment.Clear();
        foreach (var (name, value) in inherited)
            start.Environment[name] = value;
        foreach (var (name, value) in call.Environment)
            start.Environment[name] = value.Replace("\0", "", StringComparison.Ordinal);
        return start;
    }

    private async Task<ProgramEnd> WatchAsync(Process process, ProgramCall call, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(call.Timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        var feeding = FeedAsync(process, call.Input, either.Token);
        var output = BoundedText.ReadAsync(process.StandardOutput, either.Token);
        var error = BoundedText.ReadAsync(process.StandardError, either.Token);
        try
        {
            await process.WaitForExitAsync(either.Token);
            // What it left behind may hold its output open.
            await Task.WhenAll(feeding, output, error);
            return new ProgramEnd.Exited(process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException)
        {
            await EndAsync(process);
            return new ProgramEnd.TimedOut();
        }
    }

    // A program may end without reading what it was given.
    private static async Task FeedAsync(Process process, ReadOnlyMemory<byte> input, CancellationToken cancellationToken)
    {
        try
        {
            await process.StandardInput.BaseStream.WriteAsync(input, cancellationToken);
            process.StandardInput.Close();
        }
        catch (IOException trouble)
        {
            Debug.WriteLine(trouble);
        }
    }

    private async Task EndAsync(Process process)
    {
        ProcessGroup.Signal(process, ProcessGroup.Terminate, hasGroup: NewGroup is not null);
        using var patience = new CancellationTokenSource(Grace, clock);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            Debug.WriteLine("it does not listen");
        }
        ProcessGroup.Signal(process, ProcessGroup.Kill, hasGroup: NewGroup is not null);
    }
}
