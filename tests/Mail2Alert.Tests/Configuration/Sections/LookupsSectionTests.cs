using Mail2Alert.Configuration;
using Mail2Alert.Sources;
using Mail2Alert.Sources.Declared.Lookups;
using Mail2Alert.Sources.Lookups;

namespace Mail2Alert.Tests.Configuration.Sections;

public sealed class LookupsSectionTests
{
    private const string Good = "get: 'https://h.example.com/{{ job }}', labels: { owner: name }";

    [Theory]
    [InlineData("labels: { owner: name }", "1:67: error: 'l' expects a key 'get' with an address such as 'https://cmdb.example.com/hosts/{{ host }}'")]
    [InlineData("get: 'https://h.example.com/x'", "1:67: error: 'l' expects a key 'labels' with names and where they stand in the answer, as in { owner: owner.name }")]
    [InlineData("get: 'ftp://h/x', labels: { a: a }", "1:74: error: 'get' expects an address such as 'https://cmdb.example.com/hosts/{{ host }}', found 'ftp://h/x'")]
    [InlineData("get: 'https://h.example.com', labels: { a: a }", "1:74: error: 'get' expects an address such as 'https://cmdb.example.com/hosts/{{ host }}', found 'https://h.example.com'")]
    [InlineData("get: 'https://{{ job }}.example.com/', labels: { a: a }", "1:74: error: 'get' expects scheme, host and port in plain text: with a field in them (at character 9), a mail would choose where we connect to, found 'https://{{ job }}.example.com/'")]
    [InlineData("get: 'https://h:{{ job }}/', labels: { a: a }", "1:74: error: 'get' expects scheme, host and port in plain text: with a field in them (at character 11), a mail would choose where we connect to, found 'https://h:{{ job }}/'")]
    [InlineData("get: 'https://h{{ job }}/', labels: { a: a }", "1:74: error: 'get' expects scheme, host and port in plain text: with a field in them (at character 10), a mail would choose where we connect to, found 'https://h{{ job }}/'")]
    [InlineData("get: '{{ job }}', labels: { a: a }", "1:74: error: 'get' expects scheme, host and port in plain text: with a field in them (at character 1), a mail would choose where we connect to, found '{{ job }}'")]
    [InlineData("get: 'http{{#if job}}s{{/if}}://h/', labels: { a: a }", "1:74: error: 'get' expects scheme, host and port in plain text: with a field in them (at character 5), a mail would choose where we connect to, found 'http{{#if job}}s{{/if}}://h/'")]
    [InlineData("get: 'https://anna:secret@h/', labels: { a: a }", "1:74: error: 'get' holds a user or password, which have keys of their own, found 'https://***@h/'")]
    [InlineData("get: 'https://h/a b', labels: { a: a }", "1:74: error: 'get' has a character that no address has (at character 12); write it as % and two hexadecimal digits, found 'https://h/a b'")]
    [InlineData("get: 'https://h/a#b', labels: { a: a }", "1:74: error: 'get' has a '#' (at character 12), and what follows is never sent, found 'https://h/a#b'")]
    [InlineData("get: 'https://h/a/../b', labels: { a: a }", "1:74: error: 'get' expects a path without '.' and '..', found 'https://h/a/../b'")]
    [InlineData("get: 'https://h/{{ jb }}', labels: { a: a }", "1:74: error: 'https://h/{{ jb }}' is not a template: there is no field or filter 'jb'; did you mean 'job'?, at character 14")]
    [InlineData("get: 'https://h/{{{ job }}}', labels: { a: a }", "1:74: error: 'https://h/{{{ job }}}' is not a template: '{' is not part of it; there are fields, filters and if, at character 13")]
    [InlineData("get: 'https://h/', labels: { a: 'b[' }", "1:101: error: 'b[' is not JMESPath: syntax, at character 2")]
    [InlineData("get: 'https://h/', labels: { a: 'b..c' }", "1:101: error: 'b..c' is not JMESPath: syntax, near '.', at character 3")]
    [InlineData("get: 'https://h/', labels: { a: 'nme(b)' }", "1:101: error: 'nme(b)' is not JMESPath: unknown-function, no function named nme has been registered")]
    [InlineData("get: 'https://h/', format: xml, labels: { a: 'b[' }", "1:114: error: 'b[' is not XPath: Expression must evaluate to a node-set.")]
    [InlineData("get: 'https://h/', format: xml, labels: { a: 'p:b' }", "1:114: error: 'p:b' is not XPath: Namespace Manager or XsltContext needed. This query has a prefix, variable, or user-defined function.")]
    [InlineData("get: 'https://h/', format: yaml, labels: { a: b }", "1:96: error: 'format' expects json or xml, found 'yaml'")]
    [InlineData("get: 'https://h/', labels: { job: b }", "1:98: error: there is a field 'job' already: choose another name for what is found")]
    [InlineData("get: 'https://h/', labels: { subject: b }", "1:98: error: 'subject' is what every mail has: choose another name for what is found")]
    [InlineData("get: 'https://h/', labels: { a-b: b }", "1:98: error: 'a-b' cannot be the name of a field: it has letters, digits and _, and begins with a letter")]
    [InlineData(Good + ", token: a, user: b, password: c", "1:141: error: expected either 'token' or 'user' and 'password', found both")]
    [InlineData(Good + ", key: a", "1:139: error: expected 'certificate' and 'key' together")]
    [InlineData(Good + ", headers: { Host: evil }", "1:145: error: 'Host' is set by the program")]
    [InlineData(Good + ", headers: { X-A: ö }", "1:145: error: 'X-A' holds a character that is not ASCII")]
    [InlineData(Good + ", on-failure: fail", "1:146: error: 'on-failure' expects continue, defer or stale, found 'fail'")]
    [InlineData(Good + ", cahce: 5m", "1:134: error: unknown key 'cahce' in 'l'; did you mean 'cache'?")]
    public void Says_what_is_wrong(string lookup, string problem) =>
        Loaded.Problems($"sources: {{ s: {{ extract: {{ subject: '(?<job>.+)' }}, lookups: {{ l: {{ {lookup} }} }} }} }}").ShouldBe([problem]);

    [Fact]
    public void Says_that_a_login_is_not_to_go_over_the_network_in_clear() =>
        Loaded.Problems("sources: { s: { key: k, lookups: { l: { get: 'http://h.example.com/', token: t, labels: { a: a } } } } }")
            .ShouldBe(["1:46: warning: the login goes over the network unencrypted; use https"]);

    [Fact]
    public void Two_lookups_do_not_find_the_same_label_and_none_asks_with_what_another_finds() =>
        Loaded.Problems("""
            sources:
              s:
                lookups:
                  one: { get: 'https://h/', labels: { owner: a } }
                  two: { get: 'https://h/{{ owner }}', labels: { owner: a } }
            """).Length.ShouldBe(2);

    [Fact]
    public void Reads_all_keys()
    {
        using var certificate = new TestCertificate("us");
        var lookup = Loaded.Valid($$$"""
            sources:
              s:
                extract: { subject: '(?<job>.+)' }
                lookups:
                  l:
                    get: 'https://h.example.com:8443/jobs/{{ job }}'
                    token: ${T}
                    certificate: {{{certificate.File}}}
                    key: {{{certificate.Key}}}
                    headers: { X-Api-Version: '2' }
                    labels: { owner: owner.name }
                    cache: 10m
                    cache-entries: 50
                    timeout: 3s
                    lookup-size: 64KiB
                    on-failure: stale
                severity: { critical: { owner: anna }, otherwise: error }
                key: '{{ owner }}'
            relay: localhost
            routes: [ { when: { owner: anna }, to: mailto:a@example.com } ]
            """, ("T", "t0ken")).Sources[0].ShouldBeOfType<SourceSettings.Declared>().Definition.Lookups.ShouldHaveSingleItem();
        (lookup.Name, lookup.Address.Server, lookup.OnFailure, lookup.Limits).ShouldBe(
            ("l", new Uri("https://h.example.com:8443/"), LookupFailure.Stale,
                new LookupLimits { CacheFor = TimeSpan.FromMinutes(10), Timeout = TimeSpan.FromSeconds(3), MaxSize = 65536, MaxCopies = 50 }));
        lookup.Login.ShouldBe(new ApiLogin.Bearer(new("t0ken")));
        lookup.Headers.ShouldBe([("X-Api-Version", new Secret("2"))]);
        lookup.Certificate.ShouldNotBeNull();
        lookup.ToString().ShouldNotContain("t0ken");
    }
}
