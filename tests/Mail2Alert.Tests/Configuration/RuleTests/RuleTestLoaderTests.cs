using CsCheck;
using Mail2Alert.Alerts;
using Mail2Alert.Configuration;
using Mail2Alert.Configuration.RuleTests;
using Mail2Alert.Tests.Configuration.Legacy;

namespace Mail2Alert.Tests.Configuration.RuleTests;

public sealed class RuleTestLoaderTests : IDisposable
{
    private static readonly Mail2AlertConfiguration Configuration = Loaded.Valid("""
        relay: mail.example.com
        listeners: { url: 'smtp://127.0.0.1:2525', name: devices }
        users: { nas: secret }
        sources:
          gocd: { claim: { to: mail2alert@example.com }, url: 'https://gocd.example.com/go' }
          mail: {}
        receivers: { blue: [ 'mailto:blue@example.com', 'mailto:b@example.com' ], ops: 'mailto:ops@example.com' }
        routes:
          - { name: nightly, when: { source: mail }, to: ops }
          - { to: blue }
        """);

    // <X> stands for any of the values.
    private static readonly string[] Keys =
    [
        "at: <X>", "after: <X>", "mail: <X>", "mail: { file: <X>, to: a@b }", "mail: { to: a@b, headers: { <X>: <X> } }",
        "mail: { to: <X>, from: <X>, subject: <X>, text: <X>, headers: <X>, attachments: <X>, peer: <X>, login: <X>, listener: <X> }",
        "looked-up: <X>", "looked-up: { gocd: <X> }", "looked-up: { gocd: { a: <X> } }", "before: <X>", "before: { status: <X>, event: <X> }",
        "steps: <X>", "steps: [ { mail: { to: a@b } }, <X>, { at: <X>, mail: <X> }, { after: <X>, expect: <X> } ]",
        "expect: <X>", "expect: { told: <X>, handed-on: <X>, alert: <X>, route: <X>, deferred: <X> }", "expect: { alert: { status: <X> } }",
    ];

    private static readonly string[] Values =
    [
        "~", "x", "[]", "{}", "[ [] ]", "[ x, {} ]", "{ x: y }", "{ x: [] }", "\"\\0\"", "\"\\r\\n\"", "é", ".", "\"/\\0\"", "2026-11-23 10:00",
        "2999-12-31 23:59-14:00", "1000-01-01 0:00+14:00", "3650d", "slack:#a", "'mailto:a@b'", "blue", "unknown", "firing", "::1", "true",
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory("mail2alert-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_test_is_a_mail_that_comes_and_what_is_to_become_of_it()
    {
        var test = Valid("""
            - name: a broken build is told to blue
              at: 2026-11-23 10:00 Europe/Stockholm
              mail:
                from: gocd@example.com
                to: [ mail2alert@example.com, boss@example.com ]
                subject: Stage [shop/7/unit/1] is broken
                text: See details
                headers: { X-Foo: bar }
                attachments: [ report.pdf ]
                peer: 10.1.2.3
                login: nas
                listener: devices
              looked-up: { gocd: { shop: my-group } }
              before: { status: firing, event: FAILS }
              expect:
                told: [ blue, 'mailto:x@example.com' ]
                handed-on: boss@example.com
                alert: { key: shop/unit, severity: error, cancelled_by: }
                route: route 2
            """).ShouldHaveSingleItem();

        test.Name.ShouldBe("a broken build is told to blue");
        test.LookedUp["gocd"].ShouldBeOfType<LookedUp.Groups>().GroupOf.ShouldNotBeNull()["shop"].ShouldBe("my-group");
        test.Before.ShouldBe(new AlertBefore(AlertStatus.Firing, "FAILS"));
        var step = test.Steps.ShouldHaveSingleItem();
        step.Moment.ToString().ShouldBe("Mon 2026-11-23 10:00 Europe/Stockholm");
        var expected = step.Expect.ShouldNotBeNull();
        expected.Told.ShouldNotBeNull().SelectMany(told => told.Targets).ShouldBe(["mailto:blue@example.com", "mailto:b@example.com", "mailto:x@example.com"]);
        expected.HandedOn.ShouldBe(["boss@example.com"]);
        expected.Alerts.ShouldHaveSingleItem().ShouldBe(new Dictionary<string, string?> { ["key"] = "shop/unit", ["severity"] = "error", ["cancelled_by"] = null });
        expected.Routes.ShouldBe(["route 2, line 10"]);
    }

    [Fact]
    public void A_mail_that_is_written_out_is_one_as_it_comes_by_SMTP()
    {
        var mail = Valid("""
            - name: x
              at: 2026-11-23 10:00 UTC
              mail: { from: ups@example.com, to: [ a@example.com, b@example.com ], subject: Å, text: "1\n2", headers: { X-Foo: bar }, attachments: report.pdf, peer: '::1', login: nas, listener: devices }
              expect: { told: [] }
            """).Single().Steps.Single().Mail.ShouldNotBeNull();

        mail.ReceivedAt.ShouldBe(new DateTimeOffset(2026, 11, 23, 10, 0, 0, TimeSpan.Zero));
        mail.Envelope.Sender.ToString().ShouldBe("ups@example.com");
        mail.Envelope.Recipients.Select(recipient => recipient.Address.ToString()).ShouldBe(["a@example.com", "b@example.com"]);
        mail.Envelope.Peer.Remote.ShouldNotBeNull().Address.ToString().ShouldBe("::1");
        mail.Envelope.Peer.Login.ShouldBe("nas");
        mail.Envelope.Peer.Listener.Name.ShouldBe("devices");
        (mail.Subject, mail.Text, mail.From, mail.Header("To"), mail.Header("X-Foo"))
            .ShouldBe(("Å", "1\n2", "ups@example.com", "a@example.com, b@example.com", "bar"));
        System.Text.Encoding.ASCII.GetString(System.Buffers.BuffersExtensions.ToArray(mail.Raw)).ShouldContain("filename=report.pdf");
    }

    [Fact]
    public void A_file_is_looked_for_from_where_the_test_stands_and_its_header_is_its_envelope()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "samples"));
        File.WriteAllText(Path.Combine(_folder, "samples", "a.eml"), "From: nas@example.com\nTo: alerts@example.com\nSubject: disk\n\n");

        var mails = Valid("""
            - { name: as it is, mail: samples/a.eml, expect: { told: ops } }
            - { name: in another envelope, mail: { file: samples/a.eml, from: root, to: boss@example.com }, expect: { told: ops } }
            """).Select(test => test.Steps[0].Mail!).ToList();

        mails.Select(mail => $"{mail.Subject}: {mail.Envelope.Sender} to {mail.Envelope.Recipients[0].Address}")
            .ShouldBe(["disk: nas@example.com to alerts@example.com", "disk: root to boss@example.com"]);
    }

    [Fact]
    public void Steps_follow_one_another_in_time()
    {
        var test = Valid("""
            - name: x
              steps:
                - { mail: { to: a@example.com } }
                - { after: 1h30m, expect: { told: [] } }
                - { at: '2026-03-01 00:00:30Z', mail: { to: a@example.com } }
                - { mail: { to: a@example.com } }
            """).Single();

        test.Steps.Select(step => $"{step.Moment} {(step.Mail is null ? "nothing" : "mail")}").ShouldBe(
        [
            "Mon 2026-01-12 12:00 UTC mail",
            "Mon 2026-01-12 13:30 UTC nothing",
            "Sun 2026-03-01 00:00:30 UTC mail",
            "Sun 2026-03-01 00:00:30 UTC mail",
        ]);
    }

    [Theory]
    [InlineData("- { name: x, mail: { to: a@example.com }, expect: { told: [] } }")]
    [InlineData("tests:\n  - { name: x, mail: { to: a@example.com }, expect: { told: [] } }")]
    public void A_file_of_tests_holds_them_under_their_key_or_alone(string text) => Load(text).Tests.ShouldHaveSingleItem();

    [Theory]
    [InlineData("tests: x", "1:8: error: 'tests' expects a list such as - { name: …, mail: backup.eml, expect: { told: [ ops ] } }, found 'x'")]
    [InlineData("test: []", "1:1: error: unknown key 'test'; did you mean 'tests'?")]
    [InlineData("- x", "1:3: error: 'tests' expects a list such as - { name: …, mail: backup.eml, expect: { told: [ ops ] } }, found 'x'")]
    [InlineData("- { mail: { to: a@b }, expect: { told: ops } }", "1:3: error: a test expects 'name' with what it promises")]
    [InlineData("- { name: x, expect: { told: ops } }", "1:3: error: expected 'mail' with what comes")]
    [InlineData("- { name: x, mail: , expect: { told: ops } }", "1:3: error: expected 'mail' with what comes")]
    [InlineData("- { name: x, mail: { to: a@b } }", "1:3: error: a test expects 'expect' with what is to become of the mail")]
    [InlineData("- { name: x, mial: { to: a@b }, mail: { to: a@b }, expect: { told: ops } }", "1:14: error: unknown key 'mial' in 'tests'; did you mean 'mail'?")]
    [InlineData("- { name: x, mail: { to: a@b }, expect: {} }", "1:41: error: 'expect' expects at least one of 'told', 'handed-on', 'alert', 'route' and 'deferred'")]
    [InlineData("- { name: x, mail: a.eml, expect: { told: ops } }", "1:20: error: the mail 'a.eml' does not exist; it is looked for from where this file is")]
    [InlineData("- { name: x, mail: ., expect: { told: ops } }", "1:20: error: the mail '.' cannot be read")]
    [InlineData("- { name: x, mail: { file: a.eml, subject: b }, expect: { told: ops } }", "1:28: error: the mail 'a.eml' does not exist; it is looked for from where this file is", "1:35: error: 'subject' has no place beside 'file', which holds all of the mail but its envelope")]
    [InlineData("- { name: x, mail: { subject: b }, expect: { told: ops } }", "1:20: error: this mail does not say to whom it goes; add 'to', as in { file: backup.eml, to: alerts@example.com }")]
    [InlineData("- { name: x, mail: { to: 'a b' , from: c }, expect: { told: ops } }", "1:20: error: this mail does not say to whom it goes; add 'to', as in { file: backup.eml, to: alerts@example.com }", "1:26: error: 'to' expects a mail address such as alerts@example.com, found 'a b'")]
    [InlineData("- { name: x, mail: { to: a@b, sujbect: c }, expect: { told: ops } }", "1:31: error: unknown key 'sujbect' in 'mail'; did you mean 'subject'?")]
    [InlineData("- { name: x, mail: { to: a@b, peer: 10.1 9 }, expect: { told: ops } }", "1:37: error: 'peer' expects the address of a client, such as 10.1.2.3, found '10.1 9'")]
    [InlineData("- { name: x, mail: { to: a@b, login: naas }, expect: { told: ops } }", "1:38: error: there is no user 'naas'; did you mean 'nas'?")]
    [InlineData("- { name: x, mail: { to: a@b, listener: device }, expect: { told: ops } }", "1:41: error: there is no listener 'device'; did you mean 'devices'?")]
    [InlineData("- { name: x, mail: { to: a@b, headers: { 'X:': y } }, expect: { told: ops } }", "1:42: error: 'X:' is not the name of a header field, such as X-Priority")]
    [InlineData("- { name: x, mail: { to: a@b }, expect: { told: blu } }", "1:49: error: there is no receiver 'blu'; did you mean 'blue'?")]
    [InlineData("- { name: x, mail: { to: a@b }, expect: { told: a@example.com } }", "1:49: error: 'a@example.com' is not a target: write mailto: before a mail address")]
    [InlineData("- { name: x, mail: { to: a@b }, expect: { told: } }", "1:49: error: 'told' expects a receiver or a target such as mailto:name@example.com; nobody is [], found nothing")]
    [InlineData("- { name: x, mail: { to: a@b }, expect: { route: nihgtly } }", "1:50: error: there is no route 'nihgtly'; did you mean 'nightly'?")]
    [InlineData("- { name: x, mail: { to: a@b }, expect: { alert: { status: fring } } }", "1:60: error: 'status' is never 'fring'; did you mean 'firing'?")]
    [InlineData("- { name: x, at: soon, mail: { to: a@b }, expect: { told: ops } }", "1:18: error: 'at' expects a time such as '2026-11-23 10:00', '2026-11-23 10:00 Europe/Stockholm' or '2026-11-23T10:00:00+01:00', found 'soon'")]
    [InlineData("- { name: x, looked-up: { gocdd: unknown }, mail: { to: a@b }, expect: { told: ops } }", "1:27: error: there is no source 'gocdd'; did you mean 'gocd'?")]
    [InlineData("- { name: x, looked-up: { mail: unknown }, mail: { to: a@b }, expect: { told: ops } }", "1:27: error: the source 'mail' looks nothing up")]
    [InlineData("- { name: x, looked-up: { gocd: shop }, mail: { to: a@b }, expect: { told: ops } }", "1:33: error: 'gocd' expects the group of each pipeline, as in { webshop-build: shop }, or 'unknown', found 'shop'")]
    [InlineData("- { name: x, before: { event: FAILS }, mail: { to: a@b }, expect: { told: ops } }", "1:22: error: 'before' expects 'status' with firing or resolved")]
    [InlineData("- { name: x, before: { status: firing, since: 2h }, mail: { to: a@b }, expect: { told: ops } }", "1:40: error: 'since' is not available in this version yet")]
    [InlineData("- { name: x, mail: { to: a@b }, steps: [ { mail: { to: a@b }, expect: { told: ops } } ] }", "1:14: error: 'mail' belongs into each of the 'steps'")]
    [InlineData("- { name: x, steps: [ { mail: { to: a@b } } ] }", "1:3: error: a test expects 'expect' with what is to become of the mail")]
    [InlineData("- { name: x, steps: [ { mail: { to: a@b }, expect: { told: ops } }, { expect: { told: ops } } ] }", "1:69: error: expected 'mail' with what comes, or 'after' with the time that passes")]
    [InlineData("- { name: x, steps: [ { mail: { to: a@b }, expect: { told: ops } }, { at: 2020-01-01 0:00Z, after: 5m } ] }", "1:75: error: '2020-01-01 0:00Z' is earlier than the step before it, at Mon 2026-01-12 12:00 UTC", "1:100: error: expected either 'at' or 'after', found both")]
    public void Says_what_is_wrong_and_where(string text, params string[] problems) =>
        Load(text).Problems.Select(problem => problem.ToString().Split("x.test.yml:")[1]).ShouldBe(problems);

    [Fact]
    public void Never_throws_whatever_stands_in_the_file() => Gen.Select(Gen.OneOf(Keys).List[0, 5], Gen.OneOf(Values).Array[60]).Sample((keys, values) =>
    {
        var parts = string.Join(", ", keys.Prepend("- { name: x")).Split("<X>");
        var file = Load(string.Concat(parts.SkipLast(1).Zip(values, (part, value) => part + value)) + parts[^1] + " }");
        return file.HasErrors || file.Tests.Count == 1;
    });

    [Fact]
    public void What_a_reference_brought_in_is_never_shown()
    {
        const string Everywhere = """
            - name: x
              at: <X>
              mail: { file: <X>, from: <X>, to: <X>, peer: <X>, login: <X>, listener: <X>, headers: { X: <X> }, attachments: <X> }
              looked-up: { gocd: <X> }
              before: { status: <X>, event: <X> }
              expect: { told: [ <X>, 'slack://${X}', 'pager://${X}' ], handed-on: <X>, alert: { status: <X> }, route: <X>, deferred: <X> }
            """;

        var problems = Load(Everywhere.Replace("<X>", "'${X}'", StringComparison.Ordinal), "s§c§t <,").Problems;

        problems.Count.ShouldBeGreaterThan(10);
        problems.ShouldAllBe(problem => !problem.Text.Contains('§'));
    }

    [Fact]
    public void A_server_reads_no_tests()
    {
        var result = Loaded.From("relay: mail.example.com\ntests: [ { name: x, mail: missing.eml, expect: { told: '${MISSING}' } } ]");

        result.Problems.ShouldBeEmpty();
        new RuleTestLoader(result.Configuration!, _ => null).Read(result.Tests, "mail2alert.yml").Problems.Select(problem => problem.Text).ShouldBe(
        [
            "the mail 'missing.eml' does not exist; it is looked for from where this file is",
            "the environment variable MISSING is not set; set it, or write ${MISSING:-default}",
            "'told' expects a receiver or a target such as mailto:name@example.com; nobody is [], found nothing",
        ]);
    }

    [Fact]
    public void The_file_of_mail2alert_py_has_no_place_for_tests() => Loaded.Problems($"{LegacyExamples.Readme}\ntests: []")
        .ShouldBe(["42:1: error: 'tests' stands in a file of its own beside this one: mail2alert test NAME.test.yml"]);

    private IReadOnlyList<RuleTest> Valid(string text)
    {
        var file = Load(text);
        file.Problems.ShouldBeEmpty();
        return file.Tests;
    }

    private RuleTestFile Load(string text, string? variable = null) =>
        new RuleTestLoader(Configuration, _ => variable).Parse(text, Path.Combine(_folder, "x.test.yml"));
}
