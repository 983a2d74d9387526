using Mail2Alert.EndToEnd.Support;

namespace Mail2Alert.EndToEnd.Failing;

/// <summary>The program with a store, a Slack channel to tell, and somebody to tell by mail when that fails.</summary>
internal sealed class FailingScene(int relay, FakeSlack? slack = null, string more = "") : IAsyncDisposable
{
    public const string Disks = "disks@example.com";

    /// <summary>What is sent there becomes an alert that is told by mail alone.</summary>
    public const string Fans = "fans@example.com";

    private readonly TemporaryDirectory _state = new();
    private RunningProgram? _program;

    public RunningProgram Program => _program!;

    /// <summary>How long Slack may take.</summary>
    public string After { get; init; } = "1h";

    public static ProbeMail Alert => ProbeMail.Subject("disk full", to: Disks, from: "nas@example.com");

    public async Task StartAsync() => _program = await RunningProgram.StartAsync($$"""
        listeners: smtp://127.0.0.1:0
        hostname: alerts.example.com
        relay: smtp://127.0.0.1:{{relay}}
        store: sqlite:{{Path.Combine(_state.Path, "mail2alert.db")}}
        slack: { token: xoxb-for-tests, api: '{{slack?.Api.ToString() ?? "http://127.0.0.1:9/api/"}}' }
        {{more}}
        sources:
          disks: { kind: mail, claim: { to: {{Disks}} } }
          fans: { kind: mail, claim: { to: {{Fans}} } }
        receivers:
          oncall: { to: 'slack:#oncall', fallback: ops, after: {{After}} }
          ops: mailto:{{Scene.Ops}}
        routes:
          - { when: { source: fans }, to: ops }
          - to: oncall
        """);

    public async Task CrashAsync()
    {
        await Program.KillAsync();
        await Program.DisposeAsync();
    }

    public Task<SmtpAnswer> DeliverAsync(ProbeMail mail) => SmtpProbe.DeliverAsync(Program.Port, mail);

    public async ValueTask DisposeAsync()
    {
        await (_program?.DisposeAsync() ?? default);
        _state.Dispose();
    }
}
