using Mail2Alert.Alerts;
using Mail2Alert.Configuration;
using Mail2Alert.Messages;
using Mail2Alert.Sources;
using Mail2Alert.Sources.Declared;
using Mail2Alert.Tests.Configuration;

namespace Mail2Alert.Tests.Sources.Declared;

/// <summary>Mails that carry several alerts.</summary>
public sealed class EachTests
{
    private const string Disks = """
        sources:
          disks:
            extract: { subject: 'report of (?<host>\S+)', text: 'Volume: (?<volume>\S+)' }
            status: { firing: { state: bad }, resolved: { state: good } }
            key: '{{ host }}'
            each:
              match: '^disk (?<disk>\w+) is (?<state>\w+)(?:, (?<heat>\d+) C)?$'
              most: 3
              severity: { critical: { heat: '> 60' }, otherwise: warning }
              key: '{{ host }}/{{ disk }}'
        """;

    [Fact]
    public async Task Each_match_is_an_alert_with_what_was_found_in_the_whole_mail()
    {
        var several = await SeveralAsync(Disks, TestMail.Of("report of nas1", "Volume: v1\ndisk sda is bad, 61 C\ndisk sdb is good, 30 C\n"));

        several.Alerts.Select(alert => (alert.Key, alert.Status, alert.Severity, alert.Labels["volume"], alert.Title, alert.Text)).ShouldBe(
            [
                ("nas1/sda", AlertStatus.Firing, Severity.Critical, "v1", "disk sda is bad, 61 C", "disk sda is bad, 61 C"),
                ("nas1/sdb", AlertStatus.Resolved, Severity.Info, "v1", "disk sdb is good, 30 C", "disk sdb is good, 30 C"),
            ]);
        several.Whole.Key.ShouldBe("nas1");
    }

    [Fact]
    public async Task One_of_them_is_read_like_several_so_that_it_has_the_same_key() =>
        (await SeveralAsync(Disks, TestMail.Of("report of nas1", "disk sda is good"))).Alerts.ShouldHaveSingleItem().Key.ShouldBe("nas1/sda");

    [Fact]
    public async Task A_mail_that_carries_none_is_one_alert() =>
        (await ReadAsync(Disks, TestMail.Of("report of nas1", "nothing to say"))).ShouldBeOfType<Reading.Understood>().Alert.Key.ShouldBe("nas1");

    [Fact]
    public async Task A_mail_that_carries_more_than_it_may_is_one_alert_and_says_so()
    {
        var lines = string.Join('\n', Enumerable.Range(1, 4).Select(disk => $"disk s{disk} is bad"));

        var whole = (await ReadAsync(Disks, TestMail.Of("report of nas1", lines))).ShouldBeOfType<Reading.Understood>();

        (whole.Alert.Key, whole.IsLeftWhole, whole.Alert.Text).ShouldBe(("nas1", true, lines));
        whole.Notes.ShouldContain("it carries more than 3 alerts (`most`), or more text than is looked at, and stays one");
    }

    [Fact]
    public async Task A_mail_that_is_too_long_to_see_all_of_its_alerts_is_one_alert()
    {
        var lines = $"disk sda is bad\n{new string('x', 70_000)}\ndisk sdb is bad";

        (await ReadAsync(Disks, TestMail.Of("report of nas1", lines))).ShouldBeOfType<Reading.Understood>().IsLeftWhole.ShouldBeTrue();
    }

    [Fact]
    public async Task Of_two_with_one_key_that_which_fires_counts() =>
        (await SeveralAsync(Disks, TestMail.Of("report of nas1", "disk sda is good\ndisk sda is bad\ndisk sda is good"))).Alerts.ShouldHaveSingleItem().Status
            .ShouldBe(AlertStatus.Firing);

    [Fact]
    public async Task A_heading_holds_for_what_follows_it()
    {
        const string Source = """
            sources:
              s:
                key: whole
                each:
                  heading: '^(?<word>New|Cleared):$'
                  match: '^ \* (?<what>.+)$'
                  status: { firing: { word: New }, resolved: { word: Cleared } }
                  key: '{{ what }}'
            """;

        var alerts = (await SeveralAsync(Source, TestMail.Of("s", " * zero\nNew:\n * one\n * two\nCleared:\n * three"))).Alerts;

        alerts.Select(alert => $"{alert.Key} {alert.Status}").ShouldBe(["zero Info", "one Firing", "two Firing", "three Resolved"]);
    }

    [Fact]
    public async Task What_one_of_them_lacks_is_not_taken_from_another()
    {
        const string Source = """
            sources:
              s:
                extract: { text: 'gateway (?<gateway>\S+)' }
                key: '{{ first gateway subject }}'
                each: { match: '^- .*$', extract: { text: 'gateway (?<gateway>\S+)' } }
            """;

        (await SeveralAsync(Source, TestMail.Of("s", "- gateway a\n- disk"))).Alerts.Select(alert => alert.Key).ShouldBe(["a", "s"]);
    }

    [Fact]
    public async Task Each_row_of_a_table_is_an_alert()
    {
        const string Source = """
            sources:
              s:
                status: { firing: { state: down }, resolved: { state: up } }
                each: { table: { name: Device, state: State }, key: '{{ name }}', title: '{{ name }} is {{ state }}' }
            """;
        var mail = TestMail.OfBytes("""
            Subject: s
            Content-Type: text/html

            <table><tr><th>Other</th></tr><tr><td>x</td></tr></table>
            <table><tr><th>STATE</th><th>Device</th><th>Since</th></tr><tr><td>down</td><td>sw1</td><td>1 h</td></tr><tr><td>up</td><td>sw2</td><td></td></tr></table>
            """u8.ToArray());

        var alerts = (await SeveralAsync(Source, mail)).Alerts;

        alerts.Select(alert => $"{alert.Key} {alert.Status} {alert.Title}").ShouldBe(["sw1 Firing sw1 is down", "sw2 Resolved sw2 is up"]);
        alerts[0].Text.ShouldBe("STATE: down\nDevice: sw1\nSince: 1 h");
    }

    [Fact]
    public async Task A_key_that_one_of_them_lacks_is_made_of_what_is_said_of_it()
    {
        const string Source = "sources: { s: { each: { match: '^disk (?<disk>sd\\w)?.*$', key: '{{ disk }}' } } }";

        (await SeveralAsync(Source, TestMail.Of("s", "disk 1 failed\ndisk sda failed"))).Alerts.Select(alert => alert.Key)
            .ShouldBe(["subject: disk # failed", "sda"]);
    }

    [Fact]
    public async Task Cells_of_tables_are_fields()
    {
        const string Source = "sources: { s: { extract: { table: { host: Host, job: Job, size: Size } }, key: '{{ host }}/{{ job }}' } }";
        var mail = TestMail.OfBytes("""
            Subject: s
            Content-Type: text/html

            <table><tr><td>Host:</td><td>nas1</td></tr><tr><td>Other</td><td>x</td></tr></table>
            <table><tr><th>Job</th><th>Size</th></tr><tr><td>photos</td><td>3 GB</td></tr><tr><td>films</td><td>4 GB</td></tr></table>
            """u8.ToArray());

        var alert = (await ReadAsync(Source, mail)).ShouldBeOfType<Reading.Understood>().Alert;

        (alert.Key, alert.Labels["size"]).ShouldBe(("nas1/photos", "3 GB"));
    }

    [Theory]
    [InlineData("json: { rows: 'alerts[]', fields: { host: host.name, state: state } }", "application/json", """{"alerts":[{"host":{"name":"a"},"state":"down"},{"host":{"name":"b"},"state":"up"}]}""")]
    [InlineData("xml: { rows: //alert, fields: { host: '@host', state: . } }", "text/xml", "<x><alert host='a'>down</alert><alert host='b'>up</alert></x>")]
    [InlineData("csv: { host: Host, state: State }", "text/csv", "State,Host\ndown,a\n\"up\",b\n")]
    [InlineData("csv: { host: Host, state: State }", "text/csv", "State;Host;Note\ndown;a;\"x;y\nz\"\nup;b;")]
    public async Task Each_record_of_a_file_is_an_alert(string rows, string type, string file)
    {
        var source = $$$"""sources: { s: { status: { firing: { state: down }, resolved: { state: up } }, each: { {{{rows}}}, key: '{{ host }}' } } }""";

        (await SeveralAsync(source, WithFile(type, file))).Alerts.Select(alert => $"{alert.Key} {alert.Status}").ShouldBe(["a Firing", "b Resolved"]);
    }

    [Theory]
    [InlineData("json: { host: host.name }", "application/json", """{"host":{"name":"a"}}""", "a")]
    [InlineData("json: { host: host.name }", "application/json", """{"host":""", null)]
    [InlineData("xml: { host: /x/@host }", "application/xml", "<x host='a'/>", "a")]
    [InlineData("xml: { host: /x/@host }", "application/xml", "<!DOCTYPE x><x host='a'/>", null)]
    [InlineData("csv: { host: Host }", "text/csv", "Host\na\nb", "a")]
    [InlineData("csv: { host: Host }", "text/csv", "Other\na", null)]
    [InlineData("csv: { host: Host }", "text/csv", "Host\n\"a", null)]
    public async Task Files_have_fields_and_what_cannot_be_read_has_none(string extract, string type, string file, string? host)
    {
        var source = $"sources: {{ s: {{ extract: {{ {extract} }}, key: k }} }}";

        (await ReadAsync(source, WithFile(type, file))).ShouldBeOfType<Reading.Understood>().Alert.Labels["host"].ShouldBe(host);
    }

    [Fact]
    public async Task A_body_that_is_JSON_is_read_like_a_file()
    {
        const string Source = "sources: { s: { extract: { json: { host: host } }, key: '{{ host }}' } }";

        (await ReadAsync(Source, TestMail.Of("s", """{ "host": "a" }"""))).ShouldBeOfType<Reading.Understood>().Alert.Key.ShouldBe("a");
    }

    [Theory]
    [InlineData("> 90", "91", true)]
    [InlineData("> 90", "90", false)]
    [InlineData("> 90", "many", false)]
    [InlineData("90..95", "95", true)]
    [InlineData("< 1h", "59m", true)]
    public async Task Fields_are_compared_as_numbers_and_times(string comparison, string value, bool holds)
    {
        var source = $$"""sources: { s: { extract: { subject: 'is (?<value>\S+)' }, status: { firing: { value: '{{comparison}}' } }, key: k } }""";

        (await ReadAsync(source, TestMail.Of($"it is {value}", ""))).ShouldBeOfType<Reading.Understood>().Alert.Status
            .ShouldBe(holds ? AlertStatus.Firing : AlertStatus.Info);
    }

    [Theory]
    [InlineData("{ key: k }", "'each' expects one of match, table, json, xml, csv; 'match' is a regular expression such as '^(?<host>\\S+) is (?<state>up|down)$'")]
    [InlineData("{ match: a, table: { x: X } }", "'each' expects one of match, table")]
    [InlineData("{ json: { fields: { x: y } } }", "'json' expects 'rows' with where the alerts stand, such as alerts[], and 'fields'")]
    [InlineData("{ json: { rows: 'a[', fields: { x: y } } }", "'a[' is not JMESPath: ")]
    [InlineData("{ xml: { rows: '//a', fields: { x: '((' } } }", "'((' is not XPath: ")]
    [InlineData("{ match: a, lookups: { x: { get: 'http://a/' } } }", "'lookups' stands beside 'each'")]
    [InlineData("{ match: '(' }", "'(' is not a regular expression")]
    [InlineData("{ match: a, heading: b }", "'b' finds nothing")]
    [InlineData("{ table: { x: X }, heading: '(?<y>b)' }", "'heading' is for 'match'")]
    [InlineData("{ match: a, most: 1 }", "'most' expects a number from 2")]
    [InlineData("{ match: a, each: { match: b } }", "'each' does not stand in 'each'")]
    [InlineData("{ match: '(?<subject>a)' }", "'subject' is what every mail has")]
    [InlineData("{ match: a, key: '{{ nme }}' }", "there is no field or filter 'nme'")]
    [InlineData("{ match: a, sttus: firing }", "unknown key 'sttus' in 'each'; did you mean 'status'?")]
    [InlineData("{ match: a, status: { firing: { subject: '> x' } } }", "'> x' is not a comparison")]
    [InlineData("{ table: { x: X, y: x } }", "the column 'x' is read already, as 'x'")]
    public void Says_what_is_wrong(string each, string problem) =>
        Loaded.Problems($"sources: {{ s: {{ key: k, each: {each} }} }}").ShouldContain(one => one.Contains(problem));

    private static Message WithFile(string type, string content) => TestMail.OfBytes(System.Text.Encoding.ASCII.GetBytes($"""
        Subject: s
        Content-Type: multipart/mixed; boundary=b

        --b

        See the file.
        --b
        Content-Type: {type}
        Content-Disposition: attachment

        {content}
        --b--
        """.ReplaceLineEndings("\r\n")));

    private static async Task<Reading> ReadAsync(string text, Message mail)
    {
        var settings = Loaded.Valid(text).Sources.ShouldHaveSingleItem().ShouldBeOfType<SourceSettings.Declared>();
        return await new DeclaredSource(settings.Name, settings.Claim, settings.Definition).ReadAsync(mail, TestContext.Current.CancellationToken);
    }

    private static async Task<Reading.Several> SeveralAsync(string text, Message mail) => (await ReadAsync(text, mail)).ShouldBeOfType<Reading.Several>();
}
