using Mail2Alert.Cli;

namespace Mail2Alert.Tests.Cli.RuleTests;

/// <summary>What a server would tell while time passes, the tests of rules see told.</summary>
public sealed class PassingTimeTests : IDisposable
{
    private const string Rules = """
        relay: mail.example.com
        sources:
          nas:
            kind: mail
            claim: { to: nas@example.com }
            expect: { every: 1d, grace: 2h, when: { subject: /succeeded/ } }
          gocd: { claim: { to: gocd@example.com }, resolve-after: 4h }
          shaky: { kind: gocd, claim: { to: shaky@example.com } }
        times: { night: { hours: '22:00-06:00', zone: UTC } }
        receivers: { ops: 'mailto:ops@example.com', boss: 'mailto:boss@example.com' }
        routes:
          - { when: { event: [ MISSING, BACK, EXPIRED ] }, to: boss }
          - { when: { source: gocd }, to: ops, mute: night }
          - { when: { source: shaky }, to: ops, flapping: { changes: 2, within: 1h } }
          - { to: ops, group: { wait: 30s } }
        tests:
        """;

    private readonly RuleFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_group_is_told_when_its_wait_is_over() => await PassesAsync(
        "{ mail: { to: nas@example.com, subject: disk full }, expect: { told: [] } }",
        "{ after: 29s, expect: { told: [] } }",
        "{ after: 1s, expect: { told: ops } }",
        "{ after: 1h, expect: { told: [] } }");

    [Fact]
    public async Task Mail_that_does_not_come_is_told_and_its_coming_back() => await PassesAsync(
        "{ mail: { to: nas@example.com, subject: backup succeeded }, expect: { told: [] } }",
        "{ after: 25h, expect: { told: ops } }",
        "{ after: 1h, expect: { told: boss } }",
        "{ mail: { to: nas@example.com, subject: backup succeeded }, expect: { told: boss } }");

    [Fact]
    public async Task What_was_muted_is_told_when_the_window_is_over() => await PassesAsync(
        "{ at: 2026-11-23 23:00 UTC, mail: { to: gocd@example.com, subject: 'Stage [a/1/b/1] is broken' }, expect: { told: [] } }",
        "{ at: 2026-11-24 02:00 UTC, expect: { told: [] } }",
        "{ at: 2026-11-24 02:59 UTC, mail: { to: gocd@example.com, subject: 'Stage [a/2/b/1] failed' }, expect: { told: [] } }",
        "{ at: 2026-11-24 06:01 UTC, expect: { told: ops } }");

    [Fact]
    public async Task What_is_not_heard_of_any_more_is_over() => await PassesAsync(
        "{ mail: { to: gocd@example.com, subject: 'Stage [a/1/b/1] is broken' }, expect: { told: ops } }",
        "{ after: 4h, expect: { told: boss } }");

    [Fact]
    public async Task What_flaps_is_told_once_more_and_then_when_it_keeps_still() => await PassesAsync(
        "{ mail: { to: shaky@example.com, subject: 'Stage [a/1/b/1] is broken' }, expect: { told: ops } }",
        "{ mail: { to: shaky@example.com, subject: 'Stage [a/2/b/1] is fixed' }, expect: { told: ops } }",
        "{ mail: { to: shaky@example.com, subject: 'Stage [a/3/b/1] is broken' }, expect: { told: ops } }",
        "{ mail: { to: shaky@example.com, subject: 'Stage [a/4/b/1] is fixed' }, expect: { told: [] } }",
        "{ after: 59m, expect: { told: [] } }",
        "{ after: 2m, expect: { told: ops } }");

    [Theory]
    [InlineData("severity: error", "ops")]
    [InlineData("severity: info", "[]")]
    public async Task An_end_is_told_as_a_server_would_that_knows_how_bad_it_was(string before, string told)
    {
        _folder.Write("mail2alert.yml", $$"""
            relay: mail.example.com
            sources: { gocd: { claim: { to: gocd@example.com } } }
            receivers: { ops: 'mailto:ops@example.com' }
            routes: [ { when: { severity: error }, to: ops } ]
            tests:
              - name: x
                before: { status: firing, {{before}} }
                mail: { to: gocd@example.com, subject: 'Stage [a/2/b/1] passed' }
                expect: { told: {{told}} }
            """);

        var (exitCode, output, error) = await _folder.RunAsync("test");

        exitCode.ShouldBe(ExitCode.Ok, output + error);
    }

    [Fact]
    public async Task Says_why_somebody_is_told_later()
    {
        _folder.Write("mail2alert.yml", $"{Rules}\n  - {{ name: x, mail: {{ to: nas@example.com, subject: disk full }}, expect: {{ told: ops }} }}");

        var (_, output, _) = await _folder.RunAsync("test");

        output.ShouldContain(": told with its group {}");
    }

    private async Task PassesAsync(params string[] steps)
    {
        _folder.Write("mail2alert.yml", $"{Rules}\n  - name: x\n    steps:\n{string.Join('\n', steps.Select(step => $"    - {step}"))}");

        var (exitCode, output, error) = await _folder.RunAsync("test");

        exitCode.ShouldBe(ExitCode.Ok, output + error);
    }
}
