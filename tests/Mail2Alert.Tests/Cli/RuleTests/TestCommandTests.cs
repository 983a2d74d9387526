using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Mail2Alert.Cli;

namespace Mail2Alert.Tests.Cli.RuleTests;

public sealed class TestCommandTests : IDisposable
{
    private const string Rules = """
        relay: mail.example.com
        sources:
          gocd: { claim: { to: mail2alert@example.com }, url: 'https://gocd.example.com/go', token: secret }
          nas: { kind: mail, claim: { to: nas@example.com } }
        times: { night: { hours: '22:00-06:00', zone: Europe/Stockholm } }
        receivers: { blue: [ 'mailto:blue@example.com', 'mailto:b@example.com' ], ops: 'mailto:ops@example.com' }
        routes:
          - { name: night, when: { source: nas, time: night }, to: ops }
          - when: { group: my-group, event: [ BREAKS, FIXED ] }
            to: blue
        tests:
        """;

    private const string Broken = "{ to: mail2alert@example.com, subject: 'Stage [shop/7/unit/1] is broken' }";
    private const string Failed = "{ to: mail2alert@example.com, subject: 'Stage [shop/8/unit/1] failed' }";
    private const string Passed = "{ to: mail2alert@example.com, subject: 'Stage [shop/9/unit/1] passed' }";
    private const string InGroup = "looked-up: { gocd: { shop: my-group } }";

    private readonly RuleFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("told: blue", true)]
    [InlineData("told: [ 'mailto:b@example.com,blue@example.com' ]", true)]
    [InlineData("told: [ blue, 'mailto:b@example.com' ]", true)]
    [InlineData("told: [ blue, ops ]", false)]
    [InlineData("told: 'mailto:b@example.com'", false)]
    [InlineData("told: []", false)]
    [InlineData("handed-on: boss@example.com", true)]
    [InlineData("handed-on: []", false)]
    [InlineData("handed-on: [ boss@example.com, a@example.com ]", false)]
    [InlineData("route: route 2", true)]
    [InlineData("route: night", false)]
    [InlineData("route: []", false)]
    [InlineData("alert: { key: shop/unit, status: firing, severity: error, event: BREAKS, group: my-group, pipeline: shop, source: gocd, cancelled_by: }", true)]
    [InlineData("alert: { title: 'Stage [shop/7/unit/1] is broken' }", true)]
    [InlineData("alert: { key: shop }", false)]
    [InlineData("alert: { status: resolved }", false)]
    [InlineData("alert: { group: }", false)]
    [InlineData("deferred: true", false)]
    public async Task Each_expectation_is_compared(string expect, bool passes)
    {
        Write($"{{ name: x, {InGroup}, mail: {{ to: [ mail2alert@example.com, boss@example.com ], subject: 'Stage [shop/7/unit/1] is broken' }}, expect: {{ {expect} }} }}");

        var (exitCode, output, error) = await _folder.RunAsync("test");

        exitCode.ShouldBe(passes ? ExitCode.Ok : ExitCode.Failed, output + error);
        output.ShouldContain(passes ? "1 passed, 0 failed" : "0 passed, 1 failed");
    }

    [Theory]
    [InlineData("Failed", "", "alert: { event: FAILS }, told: []")]
    [InlineData("Failed", "before: { status: firing }, ", "alert: { event: FAILS }, told: []")]
    [InlineData("Failed", "before: { status: resolved }, ", "alert: { event: BREAKS }, told: blue")]
    [InlineData("Passed", "before: { status: firing, event: FAILS }, ", "alert: { event: FIXED, status: resolved }, told: blue")]
    public async Task What_is_remembered_before_counts(string mail, string before, string expect)
    {
        Write($"{{ name: x, {before}{InGroup}, mail: {(mail == "Failed" ? Failed : Passed)}, expect: {{ {expect} }} }}");

        (await _folder.RunAsync("test")).ExitCode.ShouldBe(ExitCode.Ok);
    }

    [Fact]
    public async Task What_is_remembered_before_counts_for_the_first_mail_only()
    {
        const string PassedAgain = "{ to: mail2alert@example.com, subject: 'Stage [shop/10/unit/1] passed' }";
        Write($$"""{ name: x, before: { status: firing }, {{InGroup}}, steps: [ { mail: {{Passed}} }, { mail: {{PassedAgain}}, expect: { alert: { event: PASSES } } } ] }""");

        (await _folder.RunAsync("test")).ExitCode.ShouldBe(ExitCode.Ok);
    }

    [Fact]
    public async Task A_step_finds_what_the_one_before_left_and_a_test_nothing_of_another()
    {
        Write(
            $$"""{ name: first, {{InGroup}}, steps: [ { mail: {{Broken}}, expect: { told: blue } }, { after: 1d, expect: { told: [], route: [] } }, { mail: {{Passed}}, expect: { told: blue, alert: { event: FIXED } } } ] }""",
            $$"""{ name: second, {{InGroup}}, mail: {{Passed}}, expect: { told: [], alert: { event: PASSES } } }""");

        var (_, output, _) = await _folder.RunAsync("test");

        output.ShouldContain("2 passed, 0 failed");
    }

    [Theory]
    [InlineData("2026-11-23 21:59 Europe/Stockholm", "[]")]
    [InlineData("2026-11-23 22:00 Europe/Stockholm", "ops")]
    public async Task A_mail_comes_when_the_test_says(string at, string told)
    {
        Write($$"""{ name: x, at: {{at}}, mail: { to: nas@example.com }, expect: { told: {{told}} } }""");

        (await _folder.RunAsync("test")).ExitCode.ShouldBe(ExitCode.Ok);
    }

    [Fact]
    public async Task A_lookup_that_the_test_does_not_answer_fails_with_that_reason()
    {
        Write(
            $$"""{ name: fails, looked-up: { gocd: unknown }, mail: {{Broken}}, expect: { told: blue } }""",
            $$"""{ name: not said, mail: {{Broken}}, expect: { told: [] } }""");

        var (_, output, _) = await _folder.RunAsync("test");

        output.ShouldContain("ok     fails");
        output.ShouldContain("? group is my-group  (unknown: the test does not say; add 'looked-up: { gocd: { PIPELINE: GROUP } }')");
    }

    [Fact]
    public async Task A_label_that_is_unknown_is_not_one_that_is_not_there()
    {
        Write($"{{ name: x, looked-up: {{ gocd: unknown }}, mail: {Broken}, expect: {{ alert: {{ group: }} }} }}");

        (await _folder.RunAsync("test")).Output.ShouldContain("expected  none\n      came      unknown: the test says so");
    }

    [Theory]
    [InlineData("{ mail: { to: boss@example.com }, expect: { alert: { status: info } } }", "came      none: no source claims the mail")]
    [InlineData("{ after: 1h, expect: { alert: { status: info } } }", "came      none: no mail comes")]
    public async Task Where_there_is_no_alert_it_is_told_why(string step, string told)
    {
        Write($"{{ name: x, steps: [ {{ mail: {Broken} }}, {step} ] }}");

        (await _folder.RunAsync("test")).Output.ShouldContain(told);
    }

    [Fact]
    public async Task A_mail_that_is_put_off_has_not_told_nobody()
    {
        _folder.Write("mail2alert.yml", Rules.Replace("token: secret", "on-failure: defer", StringComparison.Ordinal) + "\n"
            + $$"""  - { name: nobody, looked-up: { gocd: unknown }, mail: {{Broken}}, expect: { told: [] } }""" + "\n"
            + $$"""  - { name: deferred, looked-up: { gocd: unknown }, mail: {{Broken}}, expect: { told: [], deferred: true } }""");

        var (_, output, _) = await _folder.RunAsync("test");

        output.ShouldContain("FAILED nobody");
        output.ShouldContain("came      yes: the pipeline groups cannot be looked up: the test says so");
        output.ShouldContain("ok     deferred");
    }

    [Fact]
    public async Task Nobody_is_asked_nobody_is_told_and_nothing_is_kept()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var place = listener.LocalEndpoint;
        _folder.Write("mail2alert.yml", $$"""
            relay: smtp://{{place}}
            store: sqlite:{{_folder.Path}}/mail.db
            slack: { token: secret, api: 'http://{{place}}/' }
            sources: { gocd: { url: 'http://{{place}}/go', token: secret } }
            routes: [ { when: { group: my-group }, to: [ 'mailto:a@example.com', 'slack:#a' ] } ]
            tests:
              - { name: x, {{InGroup}}, mail: {{Broken}}, expect: { told: [ 'mailto:a@example.com', 'slack:#a' ] } }
              - { name: y, mail: {{Broken}}, expect: { told: [ 'mailto:a@example.com', 'slack:#a' ] } }
            """);

        (await _folder.RunAsync("test")).ExitCode.ShouldBe(ExitCode.Ok);

        listener.Pending().ShouldBeFalse();
        Directory.EnumerateFiles(_folder.Path).Select(Path.GetFileName).ShouldBe(["mail2alert.yml"]);
    }

    [Fact]
    public async Task Only_the_conditions_that_decided_are_told_as_reasons()
    {
        Write($$"""{ name: x, {{InGroup}}, mail: {{Failed}}, expect: { told: blue } }""");

        var (_, output, _) = await _folder.RunAsync("test");

        output.ShouldBe("""
            mail2alert.yml
              FAILED x
                line 12, Mon 2026-01-12 12:00 UTC: "Stage [shop/8/unit/1] failed"
                told
                  expected  blue (mailto:blue@example.com, mailto:b@example.com)
                  came      nobody
                because
                  source gocd claims it: it is to mail2alert@example.com
                  night to ops: does not match
                    - source is nas  (it is gocd)
                    - time is night  (it is Mon 2026-01-12 13:00 Europe/Stockholm)
                  route 2, line 9 to blue: does not match
                    - event is BREAKS or FIXED  (it is FAILS)

            1 test: 0 passed, 1 failed; a test without 'at' begins on Mon 2026-01-12 12:00 UTC

            """);
    }

    [Fact]
    public async Task Files_beside_the_configuration_are_found_unless_some_are_named()
    {
        Write($$"""{ name: in the configuration, mail: { to: nas@example.com }, expect: { told: [] } }""");
        _folder.Write("b.test.yml", "- { name: in b, mail: { to: nas@example.com }, expect: { told: [] } }");
        _folder.Write("a.test.yml", "- { name: in a, mail: samples/a.eml, expect: { told: [] } }");
        _folder.Write("samples/a.eml", "To: nas@example.com\n\n");
        _folder.Write("other.yml", "- { name: in another, mail: { to: nas@example.com }, expect: { told: [] } }");

        Headings((await _folder.RunAsync("test")).Output)
            .ShouldBe(["mail2alert.yml", "a.test.yml, found beside the configuration", "b.test.yml, found beside the configuration"]);
        Headings((await _folder.RunAsync("test", "other.yml")).Output).ShouldBe(["mail2alert.yml", "other.yml"]);
        Headings((await _folder.RunAsync("test", "--filter", "IN B")).Output).ShouldBe(["b.test.yml, found beside the configuration"]);
    }

    [Fact]
    public async Task No_tests_at_all_is_an_error()
    {
        _folder.Write("mail2alert.yml", Rules);

        (await _folder.RunAsync("test")).ShouldBe(
            (ExitCode.Usage, "", "mail2alert: there are no tests in mail2alert.yml or *.test.yml\n"));

        Write($$"""{ name: x, mail: { to: nas@example.com }, expect: { told: [] } }""");
        (await _folder.RunAsync("test", "--filter", "y")).ShouldBe((ExitCode.Usage, "", "mail2alert: no test has 'y' in its name\n"));
    }

    [Fact]
    public async Task With_a_mistake_nothing_is_played()
    {
        Write($$"""{ name: x, mail: { to: nas@example.com }, expect: { told: [] } }""");
        _folder.Write("a.test.yml", "- { name: y, mail: a.eml, expect: { told: opps } }");

        var (exitCode, output, error) = await _folder.RunAsync("test");

        (exitCode, output).ShouldBe((ExitCode.Usage, ""));
        error.ShouldBe("""
            a.test.yml:1:20: error: the mail 'a.eml' does not exist; it is looked for from where this file is
            a.test.yml:1:43: error: there is no receiver 'opps'; did you mean 'ops'?

            """);
    }

    [Fact]
    public async Task Check_reads_the_tests_and_plays_none()
    {
        Write($$"""{ name: x, mail: { to: nas@example.com }, expect: { told: ops } }""");
        var right = await _folder.RunAsync("check");
        Write($$"""{ name: x, mail: { to: nas@example.com }, expect: { told: opps } }""");
        var wrong = await _folder.RunAsync("check");

        right.ExitCode.ShouldBe(ExitCode.Ok);
        right.Output.ShouldContain("1 test, not run: mail2alert test");
        (wrong.ExitCode, wrong.Error).ShouldBe((ExitCode.Usage, "mail2alert.yml:12:63: error: there is no receiver 'opps'; did you mean 'ops'?\n"));
    }

    [Fact]
    public async Task Programs_read_the_same_as_json()
    {
        Write(
            $$"""{ name: x, mail: { to: nas@example.com, subject: disk }, expect: { told: ops, alert: { sevrity: error } } }""",
            $$"""{ name: y, mail: { to: nas@example.com }, expect: { told: [] } }""");

        var (exitCode, output, _) = await _folder.RunAsync("test", "--json");

        exitCode.ShouldBe(ExitCode.Failed);
        using var json = JsonDocument.Parse(output);
        (json.RootElement.GetProperty("passed").GetInt32(), json.RootElement.GetProperty("failed").GetInt32()).ShouldBe((1, 1));
        var tests = json.RootElement.GetProperty("files")[0].GetProperty("tests");
        tests[1].GetProperty("failure").ValueKind.ShouldBe(JsonValueKind.Null);
        var failure = tests[0].GetProperty("failure");
        failure.GetProperty("differences").EnumerateArray().Select(difference => difference.GetProperty("came").GetString())
            .ShouldBe(["nobody", "none; did you mean 'severity'?"]);
        failure.GetProperty("explanation").GetProperty("subject").GetString().ShouldBe("disk");
    }

    private void Write(params string[] tests) =>
        _folder.Write("mail2alert.yml", $"{Rules}\n{string.Join('\n', tests.Select(test => $"  - {test}"))}");

    private static IEnumerable<string> Headings(string output) =>
        output.Split('\n').SkipLast(2).Where(line => line.Length > 0 && line[0] != ' ');
}
