using Mail2Alert.Configuration;
using Mail2Alert.Sources;
using Mail2Alert.Sources.GoCd;
using Mail2Alert.Sources.Lookups;

namespace Mail2Alert.Tests.Configuration.Sections;

public sealed class SourcesSectionTests
{
    [Fact]
    public void Reads_every_key_of_gocd()
    {
        var settings = Loaded.Valid("""
            sources:
              build:
                kind: gocd
                claim: { to: [ a@example.com, b@example.com ], from: go@example.com }
                url: https://gocd.example.com/go/
                public-url: https://builds.example.com
                token: ${TOKEN}
                cache: 1m
                timeout: 3s
                lookup-size: 1MiB
                on-failure: defer
                forget-on-cancel: true
            """, ("TOKEN", "t")).Sources.ShouldHaveSingleItem().ShouldBeOfType<SourceSettings.GoCd>().Settings;
        settings.Claim.To.ShouldBe(["a@example.com", "b@example.com"]);
        settings.Claim.From.ShouldBe(["go@example.com"]);
        settings.ShouldBe(new GoCdSettings
        {
            Name = "build",
            Claim = settings.Claim,
            Url = new("https://gocd.example.com/go"),
            PublicUrl = new("https://builds.example.com"),
            Login = new ApiLogin.Bearer(new("t")),
            CacheFor = TimeSpan.FromMinutes(1),
            LookupTimeout = TimeSpan.FromSeconds(3),
            MaxLookupSize = 1024 * 1024,
            OnFailure = LookupFailure.Defer,
            ForgetOnCancel = true,
        });
    }

    [Fact]
    public void A_name_that_is_a_kind_needs_no_kind()
    {
        var sources = Loaded.Valid("sources: { gocd: { user: u, password: p }, mail: { claim: { from: root } } }").Sources;
        sources[0].ShouldBeOfType<SourceSettings.GoCd>().Settings.Login.ShouldBe(new ApiLogin.Basic("u", new("p")));
        sources[1].ShouldBeOfType<SourceSettings.Mail>().Settings.Claim.From.ShouldBe(["root"]);
    }

    [Theory]
    [InlineData("backups: { claim: { to: a } }", "1:12: error: the source 'backups' expects a 'kind' (auto, gocd, mail, mailrise, or one of those that `mail2alert sources list` shows), or 'extract' and what to make of it")]
    [InlineData("gcd: { claim: { to: a } }", "1:12: error: the source 'gcd' expects a 'kind' (auto, gocd, mail, mailrise, or one of those that `mail2alert sources list` shows), or 'extract' and what to make of it; did you mean 'gocd'?")]
    [InlineData("nas: { kind: smartdd }", "1:25: error: unknown kind of source 'smartdd'; did you mean 'smartd'?")]
    [InlineData("gocd: ", "1:12: error: the source 'gocd' expects keys such as 'claim', found nothing")]
    [InlineData("gocd: { tokn: x }", "1:20: error: unknown key 'tokn' in 'gocd'; did you mean 'token'?")]
    [InlineData("mail: { url: 'http://a' }", "1:20: error: unknown key 'url' in 'mail'; known are claim, expect, kind, resolve-after")]
    [InlineData("mail: { key: '{{ host }}' }", "1:20: error: 'key' is for sources that the file declares, and 'mail' has code of its own")]
    [InlineData("gocd: { url: gocd.example.com }",
        "1:25: error: 'url' expects an address such as https://gocd.example.com/go, found 'gocd.example.com'")]
    [InlineData("gocd: { url: 'http://u:p@gocd.example.com' }", "1:25: error: 'url' holds a user or password; they have keys of their own")]
    [InlineData("gocd: { token: x, user: u, password: p }",
        "1:27: error: expected either 'token' or 'user' and 'password', found both")]
    [InlineData("gocd: { user: u }", "1:26: error: expected 'user' and 'password' together")]
    [InlineData("gocd: { on-failure: stale }", "1:32: error: 'on-failure' expects continue or defer, found 'stale'")]
    [InlineData("gocd: { url: 'http://a', context: [ labl ] }", "1:48: error: GoCD's API has no 'labl'; did you mean 'label'?")]
    [InlineData("gocd: { context: true }", "1:29: error: 'context' needs 'url', to have somebody to ask")]
    [InlineData("gocd: { context: [ label ] }", "1:29: error: 'context' needs 'url', to have somebody to ask")]
    [InlineData("gocd: { on-failure: panic }", "1:32: error: 'on-failure' expects continue or defer, found 'panic'")]
    [InlineData("gocd: { forget-on-cancel: yes }", "1:38: error: 'forget-on-cancel' expects true or false, found 'yes'")]
    [InlineData("gocd: { claim: {} }", "1:27: error: 'claim' expects 'to', 'from', 'subject' or others; a source without 'claim' takes every mail")]
    [InlineData("gocd: { claim: { to: '' } }", "1:33: error: 'to' expects a mail address such as mail2alert@example.com, found nothing")]
    [InlineData("gocd: { claim: { to: 'a b' } }", "1:33: error: 'to' expects a mail address such as mail2alert@example.com, found 'a b'")]
    [InlineData("gocd: { claim: a@example.com }", "1:27: error: 'claim' expects a mapping of keys to values, found 'a@example.com'")]
    public void Says_what_is_wrong(string sources, string problem) => Loaded.Problems($"sources: {{ {sources} }}").ShouldBe([problem]);

    [Fact]
    public void A_source_with_a_mistake_in_it_still_has_its_name() =>
        Loaded.Problems("sources: { nas: { kind: gcd } }\nroutes: [ { when: { source: nas }, to: 'slack://x/#a' } ]").ShouldBe(
            ["1:25: error: unknown kind of source 'gcd'; did you mean 'gocd'?"]);

    [Fact]
    public void An_address_that_a_reference_leaves_empty_does_not_claim_everything() =>
        Loaded.Problems("sources: { mail: { claim: { to: '${NONE:-}' } } }").ShouldHaveSingleItem().ShouldContain("found nothing");
}
