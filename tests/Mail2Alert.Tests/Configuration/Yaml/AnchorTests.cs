namespace Mail2Alert.Tests.Configuration.Yaml;

public sealed class AnchorTests
{
    [Fact]
    public void An_alias_stands_for_what_was_anchored()
    {
        var routes = Loaded.Valid("""
            relay: smtp://mail.example.com
            routes:
              - { when: { subject: &word disk }, to: mailto:a@example.com }
              - { when: { from: *word }, to: mailto:a@example.com }
            """).Routes;
        routes[1].When.ToString().ShouldBe("from is disk");
    }

    [Fact]
    public void A_merge_fills_in_what_the_mapping_does_not_say_itself()
    {
        var sources = Loaded.Valid("""
            sources:
              a: &a { kind: gocd, claim: { to: a@example.com }, url: http://a.example.com/go }
              b: { <<: *a, claim: { to: b@example.com } }
            """).Sources;
        var b = sources[1].ShouldBeOfType<Mail2Alert.Configuration.SourceSettings.GoCd>().Settings;
        b.Url.ShouldBe(new Uri("http://a.example.com/go"));
        b.Claim.To.ShouldBe(["b@example.com"]);
    }

    [Fact]
    public void Only_mappings_merge() =>
        Loaded.Problems("slack: { <<: x }").ShouldBe(["1:14: error: expected a mapping to merge after '<<', found 'x'"]);
}
