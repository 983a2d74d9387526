namespace Mail2Alert.Tests.Configuration.Sections;

public sealed class DefinitionSectionTests
{
    [Theory]
    [InlineData("extract: { subject: '(' }", "1:37: error: '(' is not a regular expression: insufficient closing parentheses, at character 1")]
    [InlineData("extract: { subject: 'x' }", "1:37: error: 'x' finds nothing: name what it is to find, as in (?<host>\\S+)")]
    [InlineData("extract: { subjct: 'x' }", "1:28: error: unknown key 'subjct' in 'extract'; did you mean 'subject'?")]
    [InlineData("extract: { tables: 'x' }", "1:28: error: unknown key 'tables' in 'extract'; did you mean 'table'?")]
    [InlineData("extract: { text: '(?<subject>x)' }", "1:34: error: 'subject' is what every mail has: choose another name for what is found")]
    [InlineData("extract: { lines: { a-b: Host } }", "1:37: error: 'a-b' cannot be the name of a field: it has letters, digits and _, and begins with a letter")]
    [InlineData("extract: { lines: { a: Host, b: host } }", "1:49: error: the lines 'host' are read already, as 'a'")]
    [InlineData("extract: { subject: { required: true } }", "1:37: error: expected a regular expression with named groups such as '^(?<host>\\S+) is (?<state>up|down)', or a list of them, or { expression: '…', required: true }")]
    [InlineData("extract: { header: { 'a b': '(?<x>y)' } }", "1:38: error: 'a b' cannot be the name of a header field")]
    [InlineData("status: fired", "1:25: error: 'status' expects firing, resolved or info, or a mapping of them to conditions, found 'fired'")]
    [InlineData("status: { fireing: { subject: x } }", "1:27: error: unknown key 'fireing' in 'status'; did you mean 'firing'?")]
    [InlineData("status: { firing: { sbject: x } }", "1:37: error: there is no field 'sbject'; did you mean 'subject'?")]
    [InlineData("status: { firing: { subject: [] } }", "1:46: error: 'subject' expects a value, a list of values, a /regular expression/ or a comparison such as '> 90', found an empty list")]
    [InlineData("status: { firing: { subject: /(/ } }", "1:46: error: '/(/' is not a regular expression: insufficient closing parentheses, at character 1")]
    [InlineData("status: { firing: {} }", "1:35: error: expected conditions such as { subject: /failed/ }, found none")]
    [InlineData("status: { firing: { any: { subject: x } } }", "1:42: error: 'any' expects a list of conditions, as in any: [ { subject: /failed/ }, { text: /failed/ } ], found a mapping")]
    [InlineData("severity: bad", "1:27: error: 'severity' expects info, warning, error or critical, or a mapping of them to conditions, found 'bad'")]
    [InlineData("severity: { bad: { subject: x } }", "1:29: error: 'severity' expects info, warning, error or critical, or a mapping of them to conditions, found 'bad'")]
    [InlineData("fields: { text: x }", "1:27: error: 'text' cannot be the name of a field: it has letters, digits and _, and begins with a letter, and no mail has it anyway")]
    [InlineData("key: '{{ hst }}', extract: { subject: '(?<host>x)' }", "1:22: error: '{{ hst }}' is not a template: there is no field or filter 'hst'; did you mean 'host'?, at character 4")]
    [InlineData("key: '{{ lowr subject }}'", "1:22: error: '{{ lowr subject }}' is not a template: there is no field or filter 'lowr'; did you mean 'lower'?, at character 4")]
    [InlineData("key: '{{ lower }}'", "1:22: error: '{{ lower }}' is not a template: 'lower' needs 1 values after it, at character 4")]
    [InlineData("key: '{{ first (replace subject \"a\") text }}'", "1:22: error: '{{ first (replace subject \"a\") text }}' is not a template: 'replace' needs 3 values after it, at character 11")]
    [InlineData("key: '{{> other }}'", "1:22: error: '{{> other }}' is not a template: '>' is not part of it; there are fields, filters and if, at character 3")]
    [InlineData("key: '{{#each subject}}{{/each}}'", "1:22: error: '{{#each subject}}{{/each}}' is not a template: '#each' is not part of it; there are fields, filters and if, at character 3")]
    [InlineData("key: '{{ subject.Length }}'", "1:22: error: '{{ subject.Length }}' is not a template: '.' is not part of it; there are fields, filters and if, at character 11")]
    [InlineData("key: '{{#if subject}}'", "1:22: error: '{{#if subject}}' is not a template: Reached end of template before block expression 'if' was closed")]
    [InlineData("key: '{{ subject'", "1:22: error: '{{ subject' is not a template: it has a {{ that no }} closes, at character 1")]
    [InlineData("key: k, each: x", "1:31: error: 'each' expects a mapping of keys to values, found 'x'")]
    public void Says_what_is_wrong(string source, string problem) =>
        Loaded.Problems($"sources: {{ s: {{ {source} }} }}").ShouldBe([problem]);

    [Fact]
    public void What_the_user_says_otherwise_must_fit_the_rest_of_a_built_in_source() =>
        Loaded.Problems("sources: { smartd: { extract: { subject: 'on (?<host>x)' } } }").ShouldAllBe(problem =>
            problem.StartsWith("1:12: error: ", StringComparison.Ordinal));

    [Fact]
    public void Labels_of_a_source_can_be_asked_for() =>
        Loaded.Problems("""
            relay: localhost
            sources: { s: { extract: { subject: '(?<room>x)' }, labels: { floor: '3' }, key: k } }
            routes:
              - { when: { room: x, floor: '3', event: any }, to: mailto:a@example.com, group: { by: [ room ] } }
              - { when: { rooms: x }, to: mailto:a@example.com }
            """).ShouldBe(["5:15: error: unknown key 'rooms' in 'when'; did you mean 'room'?"]);

    [Theory]
    [InlineData("auto", "smartd", 0)]
    [InlineData("auto", "gocd", 0)]
    [InlineData("auto", "smart", 1)]
    [InlineData("mail", "smartd", 1)]
    public void The_names_of_all_that_is_built_in_are_sources_where_one_finds_out_who_sent_a_mail(string kind, string source, int problems) =>
        Loaded.Problems($$"""
            relay: localhost
            sources: { s: { kind: {{kind}} } }
            routes: [ { when: { source: {{source}} }, to: mailto:a@example.com } ]
            """).Length.ShouldBe(problems);
}
