using Mail2Alert.EndToEnd.Support;

namespace Mail2Alert.EndToEnd.Alerting;

/// <summary>A mail with several alerts in it, from its notifier to those whom each of them concerns.</summary>
public sealed class SplitTests : IAsyncDisposable
{
    private readonly FakeRelay _relay = new();
    private readonly TemporaryDirectory _state = new();

    [Theory]
    [InlineData("stored")]
    [InlineData("delivered")]
    public async Task Each_alert_of_a_group_is_told_to_whom_it_concerns_and_ends_by_itself(string acknowledge)
    {
        await using var program = await RunningProgram.StartAsync($$"""
            listeners: smtp://127.0.0.1:0
            relay: smtp://127.0.0.1:{{_relay.Port}}
            store: sqlite:{{Path.Combine(_state.Path, "mail2alert.db")}}
            acknowledge: {{acknowledge}}
            sources: { auto: { claim: { to: alerts@example.net } } }
            routes:
              - { when: { instance: /^db1/, header: { From: /alertmanager/ } }, to: 'mailto:db1@example.com' }
              - { to: 'mailto:others@example.com' }
            """);

        await DeliverAsync(program, "[FIRING:2] Down", "[2] Firing", Alert("db1"), Alert("web1"));
        var (first, second) = (await _relay.NextAsync(), await _relay.NextAsync());
        await DeliverAsync(program, "[FIRING:1] Down", "[1] Firing", Alert("web1"), "[1] Resolved", Alert("db1"));
        var end = await _relay.NextAsync();
        await program.TerminateAsync();
        (await program.ExitCodeAsync()).ShouldBe(0);

        new[] { first, second }.Select(Told).Order().ShouldBe(["RCPT TO:<db1@example.com> db1 is down", "RCPT TO:<others@example.com> web1 is down"]);
        Told(end).ShouldBe("RCPT TO:<db1@example.com> db1 is down");
        end.Body.ShouldContain("instance = db1");
        end.Body.ShouldNotContain("web1");
        _relay.Mails.Count.ShouldBe(3, "that the other still fires is no news");
    }

    public async ValueTask DisposeAsync()
    {
        await _relay.DisposeAsync();
        _state.Dispose();
    }

    private static string Told(RelayedMail mail) => $"{mail.RcptTo.Single().Split('>')[0]}> {mail.Field("Subject")}";

    private static string Alert(string instance) =>
        $"Labels\nalertname = Down\ninstance = {instance}\nseverity = critical\nAnnotations\nsummary = {instance} is down\nSource <http://prom/>\n";

    private static async Task DeliverAsync(RunningProgram program, string subject, params string[] lines)
    {
        var text = $"From: alertmanager@mon1.example.net\nSubject: {subject}\n\n{string.Join('\n', lines)}\n";
        (await SmtpProbe.DeliverAsync(program.Port, new ProbeMail("alertmanager@mon1.example.net", ["alerts@example.net"], ProbeMail.Bytes(text)))).Code.ShouldBe(250);
    }
}
