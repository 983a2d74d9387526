namespace Mail2Alert.Tests.Configuration.Sections;

public sealed class InhibitSectionTests
{
    private const string Head = "relay: mail.example.com\nroutes: [ { to: 'mailto:a@example.com' } ]\n";

    [Fact]
    public void A_rule_says_what_keeps_what_quiet()
    {
        var rule = Loaded.Valid(Head + "inhibit: [ { while: { severity: critical }, quiet: { severity: [warning, info] }, equal: [ source, pipeline ] } ]")
            .Inhibit.ShouldHaveSingleItem();

        $"{rule.While}; {rule.Quiet}; {string.Join(' ', rule.Equal)}".ShouldBe("severity is critical; severity is warning or info; source pipeline");
    }

    [Theory]
    [InlineData("{ while: { severity: critical }, equal: host }",
        "error: a rule of 'inhibit' expects conditions under 'quiet', as in "
        + "{ while: { severity: critical }, quiet: { severity: warning }, equal: [ source ] }",
        "error: there is no label 'host'")]
    [InlineData("{ while: { severity: high }, quiet: { status: firing } }", "error: 'severity' is never 'high'")]
    [InlineData("{ while: { pipelines.any: true }, quiet: { status: firing } }", "error: unknown key 'pipelines.any' in 'when'")]
    [InlineData("{ while: { severity: critical }, quit: { status: firing } }", "error: a rule of 'inhibit'", "error: unknown key 'quit' in 'inhibit'")]
    [InlineData("critical", "error: 'inhibit' expects a list of rules such as")]
    public void Says_what_is_wrong(string rule, params string[] problems)
    {
        var found = Loaded.Problems($"{Head}inhibit: {(rule.StartsWith('{') ? $"[{rule}]" : rule)}");

        found.Length.ShouldBe(problems.Length, string.Join('\n', found));
        foreach (var problem in problems)
            found.ShouldContain(other => other.Contains(problem, StringComparison.Ordinal));
    }

    [Fact]
    public void Needs_a_store() =>
        Loaded.Problems("store: none\n" + Head + "inhibit: [ { while: { severity: critical }, quiet: { severity: warning } } ]").ShouldHaveSingleItem()
            .ShouldEndWith("error: 'inhibit' needs a store, in which quiet alerts wait; leave out 'store: none'");

    [Fact]
    public void Has_no_place_in_the_ancestors_file() =>
        Loaded.Problems("local-smtp: localhost:1025\nremote-smtp: mail.example.com\nmanagers: []\ninhibit: []\n")
            .ShouldContain(problem => problem.Contains("'inhibit' belongs to the new form of this file"));
}
