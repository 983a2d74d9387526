using Mail2Alert.Alerts;
using Mail2Alert.Routing;

namespace Mail2Alert.Tests.Configuration.Sections;

public sealed class WhenCompilerTests
{
    [Theory]
    [InlineData("{ pipeline: web }", "pipeline is web")]
    [InlineData("{ event: [BREAKS, FIXED], source: gocd }", "event is BREAKS or FIXED and source is gocd")]
    [InlineData("{ counter: 5 }", "counter is 5")]
    [InlineData("{ subject: '/disk [0-9]+/' }", "subject is like /disk [0-9]+/")]
    [InlineData("{ subject: [full, /disk/, /ups/] }", "(subject is full or subject is like /disk/ or subject is like /ups/)")]
    [InlineData("{ not: { stage: deploy, group: web } }", "not (stage is deploy and group is web)")]
    [InlineData("{ any: [ { stage: a }, { not: { stage: b } } ], group: web }", "(stage is a or not (stage is b)) and group is web")]
    [InlineData("{ all: [ { stage: a }, { group: b } ] }", "stage is a and group is b")]
    [InlineData("{ pipelines.in_group: my-group }", "pipelines.in_group(my-group)")]
    [InlineData("{ pipelines.name_like_in_group: ['(.+)-release.*', my-group] }", "pipelines.name_like_in_group((.+)-release.*, my-group)")]
    [InlineData("{ mail.in_subject: [server, backup] }", "mail.in_subject(server, backup)")]
    [InlineData("{ pipelines.any: }", "pipelines.any()")]
    [InlineData("{ pipelines.any: true }", "pipelines.any()")]
    [InlineData("{ severity: [error, critical], status: firing }", "severity is error or critical and status is firing")]
    [InlineData("{ counter: '> 5' }", "counter is > 5")]
    [InlineData("{ counter: [ 1..3, 7, '>= 9' ] }", "(counter is 7 or counter is 1..3 or counter is >= 9)")]
    [InlineData("{ subject: a..b }", "subject is a..b")]
    [InlineData("{ header: { List-Id: '<ops.example.com>', X-Count: 1..5 } }", "header List-Id is <ops.example.com> and header X-Count is 1..5")]
    [InlineData("{ network: [10.0.0.0/8, '::1'] }", "network is 10.0.0.0/8 or ::1/128")]
    [InlineData("{ text: /disk/, attachment: /\\.log$/, helo: nas }", "text is like /disk/ and attachment is like /\\.log$/ and helo is nas")]
    [InlineData("{ listener: 'smtp://127.0.0.1:2525' }", "listener is smtp://127.0.0.1:2525")]
    [InlineData("{}", "always")]
    public void Compiles_conditions(string when, string words) => Compiled(when).ToString().ShouldBe(words);

    [Theory]
    [InlineData("{ subject: /^disk/ }", nameof(Truth.Yes))]
    [InlineData("{ subject: /DISK/ }", nameof(Truth.No))]
    [InlineData("{ subject: '/(?i)DISK/' }", nameof(Truth.Yes))]
    [InlineData("{ subject: '/(?<!hard)disk(?= full)/' }", nameof(Truth.Yes))]
    [InlineData("{ subject: [disk, disk full] }", nameof(Truth.Yes))]
    [InlineData("{ not: { subject: disk full } }", nameof(Truth.No))]
    [InlineData("{ mail.in_subject: [FULL, disk] }", nameof(Truth.Yes))]
    public void Conditions_match(string when, string expected) => Compiled(when).Matches(DiskFull).ToString().ShouldBe(expected);

    [Fact]
    public void An_expression_that_takes_too_long_leaves_the_answer_open()
    {
        var slow = DiskFull with { Labels = Labels.Empty.With("subject", new string('a', 40)) };
        Compiled("{ subject: '/^(a+)+(?=b)$/' }").Matches(slow).ShouldBe(Truth.Unknown);
    }

    [Theory]
    [InlineData("{ subjct: x }", "4:13: error: unknown key 'subjct' in 'when'; did you mean 'subject'?")]
    [InlineData("{ pipelines.ingroup: x }", "4:13: error: unknown key 'pipelines.ingroup' in 'when'; did you mean 'pipelines.in_group'?")]
    [InlineData("{ source: gcd }", "4:21: error: there is no source 'gcd'; did you mean 'gocd'?")]
    [InlineData("{ severity: eror }", "4:23: error: 'severity' is never 'eror'; did you mean 'error'?")]
    [InlineData("{ status: open }", "4:21: error: 'status' is never 'open'; known are firing, info, resolved")]
    [InlineData("{ event: BREAK }", "4:20: warning: GoCD has no event 'BREAK'; did you mean 'BREAKS'?")]
    [InlineData("{ counter: '> five' }", "4:22: error: 'counter' expects a comparison with a number, a date or a length of time, "
        + "such as '> 5', '>= 2026-01-01' or '1h..2h', found '> five'")]
    [InlineData("{ counter: 9..5 }", "4:22: error: nothing is in '9..5': its bounds are the wrong way round")]
    [InlineData("{ counter: 5-9 }", "4:22: error: 'counter' expects a value, a list of values, a comparison such as '> 5' or a /regular expression/, "
        + "found '5-9'; a range is written 5..9")]
    [InlineData("{ severity: /crit$/ }", "4:23: warning: 'severity' is never so: '/crit$/' holds for none of info, warning, error, critical")]
    [InlineData("{ severity: '> 3' }", "4:23: warning: 'severity' is never so: '> 3' holds for none of info, warning, error, critical")]
    [InlineData("{ login: nas }", "4:20: error: there is no login 'nas'")]
    [InlineData("{ listener: internet }", "4:23: error: there is no listener 'internet'; known are smtp://127.0.0.1:2525")]
    [InlineData("{ network: 10.1 }", "4:22: error: 'network' expects a network such as 10.1.0.0/16, or an address such as 10.1.2.3 or \"::1\", found '10.1'")]
    [InlineData("{ network: [] }", "4:22: error: 'network' expects a network such as 10.1.0.0/16, or an address such as 10.1.2.3 or \"::1\", found an empty list")]
    [InlineData("{ header: /x/ }", "4:21: error: 'header' expects names of fields and what they must be, as in header: { X-Priority: '1' }, found '/x/'")]
    [InlineData("{ header: { 'X:': y } }", "4:23: error: 'X:' cannot be the name of a header field")]
    [InlineData("{ mailfrom: x }", "4:13: error: unknown key 'mailfrom' in 'when'; did you mean 'mail-from'?")]
    [InlineData("{ not: { time: office-hours } }", "4:26: error: there is no time 'office-hours' under 'times'")]
    [InlineData("{ group: }", "4:20: error: 'group' expects a value, a list of values, a comparison such as '> 5' or a /regular expression/, found nothing")]
    [InlineData("{ group: [] }", "4:20: error: 'group' expects a value, a list of values, a comparison such as '> 5' or a /regular expression/, found an empty list")]
    [InlineData("{ group: { not: x } }", "4:20: error: 'group' expects a value, a list of values, a comparison such as '> 5' or a /regular expression/, "
        + "found a mapping, since a space follows 'not:'")]
    [InlineData("{ any: { group: x } }", "4:18: error: 'any' expects a list of conditions, as in "
        + "any: [ { source: gocd }, { severity: critical } ], found a mapping")]
    [InlineData("{ subject: '/(disk/' }", "4:22: error: '/(disk/' is not a regular expression: insufficient closing parentheses, at character 5")]
    [InlineData("{ subject: /disk/i }",
        "4:22: error: 'subject' expects a regular expression between '/' and '/', found '/disk/i'; (?i) ignores case")]
    [InlineData("{ pipelines.in_group: [a, b] }", "4:33: error: 'pipelines.in_group' expects group, found 2")]
    [InlineData("{ pipelines.name_like_in_group: a }",
        "4:43: error: 'pipelines.name_like_in_group' expects 2 arguments [expression, group], found 1")]
    [InlineData("gocd", "4:11: error: expected conditions such as { source: gocd, event: BREAKS }, found 'gocd'")]
    public void Says_what_is_wrong(string when, string problem) => Loaded.Problems(WithRoute(when)).ShouldBe([problem]);

    [Fact]
    public void A_predicate_says_what_is_wrong_with_its_arguments() =>
        Loaded.Problems(WithRoute("{ pipelines.name_like_in_group: ['(', x] }")).ShouldHaveSingleItem()
            .ShouldStartWith("4:43: error: 'pipelines.name_like_in_group': '(' is not a regular expression: ");

    private static Alert DiskFull { get; } = new()
    {
        Source = "mail",
        Key = "k",
        Status = AlertStatus.Info,
        Severity = Severity.Info,
        Labels = Labels.Empty.With("subject", "disk full"),
        Title = "disk full",
        Text = "",
    };

    private static Matcher Compiled(string when) => Loaded.Valid(WithRoute(when)).Routes[0].When;

    private static string WithRoute(string when) =>
        $"sources: {{ gocd: {{}} }}\nrelay: mail\nroutes:\n  - when: {when}\n    to: mailto:a@b";
}
