using Mail2Alert.EndToEnd.Support;

namespace Mail2Alert.EndToEnd.Alerting;

/// <summary>What would be too much is told as little as it can be, also by a program that is killed in between.</summary>
public sealed class NoiseTests : IAsyncDisposable
{
    private readonly FakeRelay _relay = new();
    private readonly TemporaryDirectory _state = new();
    private RunningProgram? _program;

    [Fact]
    public async Task What_a_limit_holds_back_is_told_together_after_a_crash()
    {
        await StartAsync("{ to: 'mailto:ops@example.com', limit: { most: 2, per: 5s } }");
        for (var run = 1; run <= 6; run++)
            await DeliverAsync($"build-{run}/1/unit-test/1", "is broken");
        string[] told = [(await _relay.NextAsync()).Field("Subject"), (await _relay.NextAsync()).Field("Subject")];

        await RestartAsync("{ to: 'mailto:ops@example.com', limit: { most: 2, per: 5s } }");
        var summary = await NewsAsync(told);

        summary.Field("Subject").ShouldEndWith(" notifications were held back");
        for (var run = 1; run <= 6; run++)
            $"{string.Join('\n', told)}\n{summary.Body}".ShouldContain($"Stage [build-{run}/1/unit-test/1] is broken");
        await ShouldHaveToldAsync(3, mayRepeat: 2);
    }

    [Fact]
    public async Task What_flaps_is_told_once_more_and_after_a_crash_as_it_is_by_then()
    {
        const string Ops = "mailto:ops@example.com";
        await StartAsync(Ops);
        await DeliverAsync("shop/1/unit-test/1", "is broken");
        await DeliverAsync("shop/2/unit-test/1", "is fixed");
        await DeliverAsync("shop/3/unit-test/1", "is broken");
        string[] told = [(await _relay.NextAsync()).Field("Subject"), (await _relay.NextAsync()).Field("Subject"), (await _relay.NextAsync()).Field("Subject")];
        told[^1].ShouldStartWith("[flaps] Stage [shop/3/");
        await DeliverAsync("shop/4/unit-test/1", "is fixed");
        await RestartAsync(Ops);
        await DeliverAsync("shop/5/unit-test/1", "is broken");
        await DeliverAsync("shop/6/unit-test/1", "is fixed");

        (await NewsAsync(told)).Field("Subject").ShouldBe("Stage [shop/6/unit-test/1] is fixed");
        await ShouldHaveToldAsync(4, mayRepeat: 1);
    }

    public async ValueTask DisposeAsync()
    {
        await (_program?.DisposeAsync() ?? default);
        await _relay.DisposeAsync();
        _state.Dispose();
    }

    private async Task StartAsync(string ops) => _program = await RunningProgram.StartAsync($$"""
        listeners: smtp://127.0.0.1:0
        relay: smtp://127.0.0.1:{{_relay.Port}}
        store: sqlite:{{Path.Combine(_state.Path, "mail2alert.db")}}
        sources: { gocd: { claim: { to: {{ProbeMail.Alerts}} } } }
        receivers: { ops: {{ops}} }
        routes: [ { to: ops, flapping: { changes: 2, within: 5s } } ]
        """);

    private async Task RestartAsync(string ops)
    {
        await _program!.KillAsync();
        await _program.DisposeAsync();
        await StartAsync(ops);
    }

    private async Task DeliverAsync(string stage, string result) =>
        (await SmtpProbe.DeliverAsync(_program!.Port, ProbeMail.Stage(stage, result))).Code.ShouldBe(250);

    // What was on its way when it was killed may come again.
    private async Task<RelayedMail> NewsAsync(IReadOnlyCollection<string> told)
    {
        while (true)
        {
            if (await _relay.NextAsync() is var mail && !told.Contains(mail.Field("Subject")))
                return mail;
        }
    }

    private async Task ShouldHaveToldAsync(int mails, int mayRepeat)
    {
        await _program!.TerminateAsync();
        (await _program.ExitCodeAsync()).ShouldBe(0);
        _relay.Mails.Count.ShouldBeInRange(mails, mails + mayRepeat);
    }
}
