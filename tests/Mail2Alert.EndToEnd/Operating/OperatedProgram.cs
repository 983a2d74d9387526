using System.Text.Json;
using System.Text.RegularExpressions;
using Mail2Alert.EndToEnd.Support;

namespace Mail2Alert.EndToEnd.Operating;

/// <summary>The program with a store, and an operator who has its configuration.</summary>
internal sealed class OperatedProgram(int relay) : IAsyncDisposable
{
    public const string Disks = "disks@example.com";

    private readonly TemporaryDirectory _state = new();
    private RunningProgram? _program;

    public RunningProgram Program => _program!;

    public string Folder => _state.Path;

    public string Database { get; set; } = "";

    /// <summary>Who hears of disks.</summary>
    public string[] Targets { get; set; } = [Scene.Shop, Scene.Ops];

    /// <summary>Of which alerts.</summary>
    public string When { get; set; } = "source: disks";

    /// <summary>What routes say of GoCD's alerts, such as <c>to: all, continue: true</c>; null for nothing.</summary>
    public string? OfGoCd { get; set; }

    private string Configuration => $$"""
        listeners: smtp://127.0.0.1:0
        relay: smtp://127.0.0.1:{{relay}}
        store: sqlite:{{(Database.Length > 0 ? Database : Path.Combine(Folder, "mail2alert.db"))}}
        sources:
          disks: { kind: mail, claim: { to: {{Disks}} } }
          gocd: { claim: { to: {{ProbeMail.Alerts}} } }
        receivers:
          all: [ {{string.Join(", ", Targets.Select(target => $"'mailto:{target}'"))}} ]
        routes:
          - { when: { {{When}} }, to: all }
        {{(OfGoCd is null ? "" : $"  - {{ when: {{ source: gocd }}, {OfGoCd} }}")}}
        """;

    /// <summary>A stage of a pipeline breaks, or is fixed.</summary>
    public static ProbeMail Stage(string pipeline, string words, int run = 1) => ProbeMail.Stage($"{pipeline}/{run}/build/1", words);

    public static ProbeMail Alert(string subject) => ProbeMail.Subject(subject, to: Disks, from: "nas@example.com");

    public async Task StartAsync() => _program = await RunningProgram.StartAsync(Configuration);

    public async Task StopAsync()
    {
        await Program.TerminateAsync();
        (await Program.ExitCodeAsync()).ShouldBe(0);
        await ForgetAsync();
    }

    /// <summary>Sends a mail that is acknowledged.</summary>
    /// <returns>Its id.</returns>
    public async Task<string> DeliverAsync(ProbeMail mail)
    {
        var answer = await SmtpProbe.DeliverAsync(Program.Port, mail);
        answer.Code.ShouldBe(250, answer.Text);
        return Regex.Match(answer.Text, "[0-9A-Z]{16}", RegexOptions.None, TimeSpan.FromSeconds(1)).Value;
    }

    /// <summary>A command as an operator gives it.</summary>
    public Task<Finished> RunAsync(params string[] command)
    {
        _state.Write("mail2alert.yml", Configuration);
        return Mail2AlertCommand.RunAsync(command, Folder);
    }

    /// <summary>One that succeeds.</summary>
    /// <returns>What it prints.</returns>
    public async Task<string> DoAsync(params string[] command)
    {
        var finished = await RunAsync(command);
        finished.ExitCode.ShouldBe(0, finished.Error + finished.Output);
        return finished.Output;
    }

    /// <summary>The deliveries, those that are delivered too when a mail is named.</summary>
    public async Task<IReadOnlyList<(long Id, string State, string To)>> QueueAsync(params string[] filter)
    {
        using var json = JsonDocument.Parse(await DoAsync(["queue", "list", "--json", .. filter]));
        return [.. json.RootElement.GetProperty("deliveries").EnumerateArray().Select(delivery => (
            delivery.GetProperty("id").GetInt64(), delivery.GetProperty("state").GetString()!, delivery.GetProperty("to").GetString()!))];
    }

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
