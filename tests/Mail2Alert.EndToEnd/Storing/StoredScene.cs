using Mail2Alert.EndToEnd.Support;

namespace Mail2Alert.EndToEnd.Storing;

/// <summary>The program with a store that outlives it.</summary>
internal sealed class StoredScene(int relay, string limits = "", string acknowledge = "stored") : IAsyncDisposable
{
    public const string Disks = "disks@example.com";

    private readonly TemporaryDirectory _state = new();
    private RunningProgram? _program;

    public RunningProgram Program => _program!;

    /// <summary>What the program finds in its environment, by the directory of its store.</summary>
    public Func<string, IReadOnlyDictionary<string, string>?> Environment { get; init; } = _ => null;

    public string Database => Path.Combine(_state.Path, "mail2alert.db");

    public static ProbeMail Alert(string subject) => ProbeMail.Subject(subject, to: Disks, from: "nas@example.com");

    public async Task StartAsync() => _program = await RunningProgram.StartAsync($$"""
        listeners: smtp://127.0.0.1:0
        relay: smtp://127.0.0.1:{{relay}}
        store: sqlite:{{Database}}
        acknowledge: {{acknowledge}}
        limits: { {{limits}} }
        sources:
          disks: { kind: mail, claim: { to: {{Disks}} } }
        receivers:
          both: [ 'mailto:{{Scene.Shop}}', 'mailto:{{Scene.Ops}}' ]
        routes:
          - to: both
        """, Environment(_state.Path));

    /// <summary>As a power failure does, for all that the program can tell.</summary>
    public async Task CrashAsync()
    {
        await Program.KillAsync();
        await ForgetAsync();
    }

    public async Task<int> StopAsync()
    {
        await Program.TerminateAsync();
        var code = await Program.ExitCodeAsync();
        await ForgetAsync();
        return code;
    }

    public Task<SmtpAnswer> DeliverAsync(ProbeMail mail) => SmtpProbe.DeliverAsync(Program.Port, mail);

    public async ValueTask DisposeAsync()
    {
        await ForgetAsync();
        _state.Dispose();
    }

    private async Task ForgetAsync()
    {
        await (_program?.DisposeAsync() ?? default);
        _program = null;
    }
}
