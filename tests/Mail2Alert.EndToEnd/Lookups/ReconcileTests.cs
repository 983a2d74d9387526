using Mail2Alert.EndToEnd.Support;

namespace Mail2Alert.EndToEnd.Lookups;

/// <summary>A GoCD server that sends no mail.</summary>
public sealed class ReconcileTests : IAsyncDisposable
{
    private const string Before = "webshop-build/6/unit-test/1";
    private const string Run = "webshop-build/7/unit-test/1";

    private readonly FakeRelay _relay = new();
    private readonly TemporaryDirectory _state = new();

    [Fact]
    public async Task What_broke_without_a_mail_is_told_to_its_group_and_its_late_mail_to_nobody()
    {
        await using var gocd = await FakeGoCd.StartAsync();
        gocd.History = FakeGoCd.Row(Before, "Success");
        var (looks, hasLooked) = (0, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        gocd.Script = async context =>
        {
            await gocd.UsualAsync(context);
            // The first may be for the past of stages.
            if (context.Request.Path.Value == "/go/cctray.xml" && Interlocked.Increment(ref looks) == 3)
                hasLooked.SetResult();
        };
        await using var program = await RunningProgram.StartAsync($$"""
            listeners: smtp://127.0.0.1:0
            relay: smtp://127.0.0.1:{{_relay.Port}}
            store: sqlite:{{Path.Combine(_state.Path, "mail2alert.db")}}
            sources:
              gocd: { claim: { to: {{ProbeMail.Alerts}} }, url: '{{gocd.Url}}', reconcile: { every: 100ms, after: 300ms } }
            routes:
              - { when: { group: shop, event: BREAKS, reconciled: 'true' }, to: 'mailto:shop@example.com' }
              - { to: 'mailto:others@example.com' }
            """);

        await hasLooked.Task.WaitAsync(Patience.Token);
        gocd.History = FakeGoCd.Row(Run, "Failure", TimeProvider.System.GetUtcNow().AddMinutes(1));
        var told = await _relay.NextAsync();
        (await SmtpProbe.DeliverAsync(program.Port, ProbeMail.Stage(Run, "is broken"))).Code.ShouldBe(250);
        await program.TerminateAsync();
        (await program.ExitCodeAsync()).ShouldBe(0);

        told.RcptTo.Single().ShouldStartWith("RCPT TO:<shop@example.com>");
        told.Field("Subject").ShouldBe($"Stage [{Run}] failed (GoCD sent no mail)");
        _relay.Mails.Where(mail => mail.RcptTo.Single().Contains("shop@", StringComparison.Ordinal)).ShouldHaveSingleItem();
    }

    public async ValueTask DisposeAsync()
    {
        await _relay.DisposeAsync();
        _state.Dispose();
    }
}
