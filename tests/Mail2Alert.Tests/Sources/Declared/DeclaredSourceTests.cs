using System.Text;
using Mail2Alert.Alerts;
using Mail2Alert.Configuration;
using Mail2Alert.Messages;
using Mail2Alert.Sources;
using Mail2Alert.Sources.Declared;
using Mail2Alert.Tests.Configuration;

namespace Mail2Alert.Tests.Sources.Declared;

public sealed class DeclaredSourceTests
{
    private const string NasBackup = """
        sources:
          nas-backup:
            claim: { from: backup@nas.example.com }
            extract: { subject: '^\[(?<host>[^]]+)\] Backup (?<job>\S+) (?<result>succeeded|failed)' }
            status: { firing: { result: failed }, resolved: { result: succeeded } }
            key: '{{ host }}/{{ job }}'
            expect: { every: 1d, grace: 2h }
        """;

    [Fact]
    public async Task A_source_of_a_few_lines_reads_its_mail()
    {
        var alert = (await ReadAsync(NasBackup, TestMail.Of("[nas1] Backup photos failed", "No space left."))).Alert;

        (alert.Source, alert.Key, alert.Status, alert.Severity, alert.Title, alert.Text)
            .ShouldBe(("nas-backup", "nas1/photos", AlertStatus.Firing, Severity.Error, "[nas1] Backup photos failed", "No space left."));
        ((string[])["source", "host", "job", "result", "status", "severity"]).Select(label => alert.Labels[label])
            .ShouldBe(["nas-backup", "nas1", "photos", "failed", "firing", "error"]);
    }

    [Fact]
    public async Task The_end_of_an_alert_has_its_key()
    {
        var alert = (await ReadAsync(NasBackup, TestMail.Of("[nas1] Backup photos succeeded", ""))).Alert;

        (alert.Key, alert.Status, alert.Severity).ShouldBe(("nas1/photos", AlertStatus.Resolved, Severity.Info));
    }

    [Fact]
    public async Task Without_a_key_of_its_own_an_alert_has_the_subject_without_what_varies_and_says_so()
    {
        var reading = await ReadAsync(NasBackup, TestMail.Of("Disk 3 of nas2 failed at 2026-11-23 14:05", ""));

        reading.Alert.Key.ShouldBe("subject: Disk # of nas2 failed at # #");
        reading.Notes.ShouldHaveSingleItem().ShouldContain("the key is its subject");
    }

    [Fact]
    public async Task An_alert_whose_key_is_a_guess_resolves_no_other()
    {
        const string source = """
            sources:
              s:
                extract: { subject: 'job (?<job>\w+)' }
                status: { firing: { text: /bad/ }, resolved: { text: /good/ } }
                key: '{{ job }}'
            """;

        var bad = (await ReadAsync(source, TestMail.Of("Nightly report 1", "bad"))).Alert;
        var good = await ReadAsync(source, TestMail.Of("Nightly report 2", "good"));

        (bad.Key, bad.Status).ShouldBe((good.Alert.Key, AlertStatus.Firing));
        good.Alert.Status.ShouldBe(AlertStatus.Info);
        good.Alert.Labels["status"].ShouldBe("info");
        good.Notes.ShouldContain("it says that all is well, but not of what: it resolves nothing");
    }

    [Theory]
    [InlineData("it failed, then it succeeded", "firing")]
    [InlineData("it succeeded", "resolved")]
    [InlineData("a test: it failed", "info")]
    [InlineData("hello", "firing")]
    public async Task A_failure_counts_for_more_than_a_success_and_what_is_only_news_for_more_than_both(string text, string expected)
    {
        const string source = """
            sources:
              s:
                status: { resolved: { text: /succeeded/ }, firing: { text: /failed/ }, info: { text: /test/ }, otherwise: firing }
                key: k
            """;

        (await ReadAsync(source, TestMail.Of("s", text))).Alert.Labels["status"].ShouldBe(expected);
    }

    [Fact]
    public async Task Finds_fields_in_header_subject_lines_and_text_and_makes_others_of_them()
    {
        const string source = """
            sources:
              s:
                extract:
                  header: { X-Unit: '^(?<unit>\w+)' }
                  subject: [ 'never (?<unit>x)', 'for (?<host>\S+)' ]
                  lines: { disk: [ Device, Disk ], state: State }
                  text: '^Temp (?<temperature>\d+)\nFan (?<fan>\d+)$'
                fields: { level: { hot: { temperature: '/^[6-9]\d$/' }, otherwise: '{{ lower state }}' } }
                status: firing
                severity: { critical: { level: hot }, otherwise: warning }
                event: '{{ level }}'
                key: '{{ short host }}{{#if disk}}:{{ disk }}{{/if}}'
                title: '{{ upper host }} {{ replace state "A" "b" }} {{ unit }}'
                text: 'at {{ temperature }}'
                link: 'https://{{ host }}/{{ disk }}'
                labels: { where: '{{ host }}/{{ unit }}' }
            """;
        const string mail = "X-Unit: rack7 of 9\r\nSubject: Alarm for NAS1.example.net\r\n\r\n* Disk = sda\r\nstate: BAD\r\nTemp 66\r\nFan 0\r\n";

        var alert = (await ReadAsync(source, TestMail.OfBytes(Encoding.ASCII.GetBytes(mail)))).Alert;

        (alert.Key, alert.Event, alert.Severity, alert.Title, alert.Text, alert.Link?.OriginalString).ShouldBe(
            ("NAS1:sda", "hot", Severity.Critical, "NAS1.EXAMPLE.NET BbD rack7", "at 66", "https://NAS1.example.net/sda"));
        (alert.Labels["where"], alert.Labels["fan"]).ShouldBe(("NAS1.example.net/rack7", "0"));
    }

    [Fact]
    public async Task A_template_that_writes_a_missing_field_is_not_used()
    {
        const string source = """
            sources:
              s:
                extract: { subject: 'on (?<host>\w+)', text: '(?<user>user \w+)' }
                key: '{{ first host user "somewhere" }}'
                title: '{{ host }} has trouble'
                link: 'https://{{ lower host }}'
                labels: { by: '{{ user }}' }
            """;

        var alert = (await ReadAsync(source, TestMail.Of("no name", ""))).Alert;

        (alert.Key, alert.Title, alert.Link, alert.Labels["by"]).ShouldBe(("somewhere", "no name", null, null));
    }

    [Fact]
    public async Task What_must_be_there_and_is_not_is_told()
    {
        const string source = """
            sources: { s: { extract: { subject: { expression: 'job (?<job>\w+)', required: true } }, status: firing, key: '{{ job }}' } }
            """;

        var reading = await ReadAsync(source, TestMail.Of("something", ""));

        reading.Alert.Status.ShouldBe(AlertStatus.Firing);
        reading.Notes[0].ShouldBe("what every mail of s has is missing here");
    }

    [Theory]
    [InlineData("From: cron\r\nSubject: [x] failed\r\n\r\nok", true)]
    [InlineData("From: cron\r\nSubject: [x] done\r\n\r\nok", false)]
    [InlineData("Subject: [x] failed\r\n\r\nok", false)]
    [InlineData("From: cron\r\nSubject: [x] failed\r\n\r\nquiet", false)]
    public void A_claim_may_ask_for_parts_of_the_mail(string mail, bool claimed)
    {
        const string source = """
            sources:
              s:
                kind: mail
                claim: { subject: /failed$/, header: { From: [ cron, /^root/ ] }, any: [ { text: ok }, { subject: x } ], not: { text: /quiet/ } }
            """;
        var settings = Loaded.Valid(source).Sources.ShouldHaveSingleItem().ShouldBeOfType<SourceSettings.Mail>().Settings;

        settings.Claim.Covers(new OpenMail(TestMail.OfBytes(Encoding.ASCII.GetBytes(mail)))).Claimed.ShouldBe(claimed);
    }

    [Fact]
    public async Task A_built_in_source_reads_for_the_user_under_any_name_and_keeps_what_the_user_says_otherwise()
    {
        const string source = """
            sources: { disks: { kind: smartd, severity: critical, labels: { team: storage } } }
            """;
        var mail = TestMail.Of("SMART error (Usage) detected on host: nas1", "Device: /dev/sda [SAT], Failed SMART usage Attribute: 5");

        var alert = (await ReadAsync(source, mail)).Alert;

        (alert.Source, alert.Key, alert.Severity, alert.Labels["team"]).ShouldBe(("disks", "nas1:/dev/sda:Usage", Severity.Critical, "storage"));
    }

    [Theory]
    [InlineData("Auto-Submitted: auto-replied", false)]
    [InlineData("Auto-Submitted: auto-generated", true)]
    public void A_claim_may_leave_out_what_is_no_ordinary_mail(string field, bool isClaimed)
    {
        var mail = TestMail.OfBytes(Encoding.ASCII.GetBytes($"Subject: s\r\n{field}\r\n\r\nx\r\n"));

        Source("sources: { s: { claim: { mail_kind: ordinary }, key: k } }").Claim.Covers(new OpenMail(mail)).Claimed.ShouldBe(isClaimed);
    }

    [Fact]
    public void A_built_in_source_takes_only_its_own_mail_whatever_the_user_claims()
    {
        var source = Source("sources: { smartd: { claim: { to: mail2alert@example.net } } }");

        source.Claim.Covers(new OpenMail(TestMail.Of("SMART error (Usage) detected on host: nas1", ""))).Claimed.ShouldBeTrue();
        source.Claim.Covers(new OpenMail(TestMail.Of("Hello", ""))).Claimed.ShouldBeFalse();
    }

    [Fact]
    public async Task An_expression_that_takes_too_long_finds_nothing_and_is_no_success()
    {
        const string source = """
            sources: { s: { status: { firing: { text: '/^(a+)+$(?<!b)/' }, resolved: { text: /a/ } }, key: k } }
            """;

        (await ReadAsync(source, TestMail.Of("s", new string('a', 5000) + "!"))).Alert.Status.ShouldBe(AlertStatus.Firing);
    }

    private static DeclaredSource Source(string text)
    {
        var settings = Loaded.Valid(text).Sources.ShouldHaveSingleItem().ShouldBeOfType<SourceSettings.Declared>();
        return new DeclaredSource(settings.Name, settings.Claim, settings.Definition);
    }

    private static async Task<Reading.Understood> ReadAsync(string text, Message mail) =>
        (await Source(text).ReadAsync(mail, TestContext.Current.CancellationToken)).ShouldBeOfType<Reading.Understood>();
}
