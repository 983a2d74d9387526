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
        "3:12: error: a rule of 'inhibit' expects conditions under 'quiet', as in "
        + "{ while: { severity: critical }, quiet: { severity: warning }, equal: [ source ] }",
        "3:53: error: there is no label 'host'")]
    [InlineData("{ while: { severity: high }, quiet: { status: firing } }", "3:32: error: 'severity' is never 'high'")]
    [InlineData("{ while: { pipelines.any: true }, quiet: { status: firing } }", "3:21: error: unknown key 'pipelines.any' in 'when'")]
    [InlineData("{ while: { severity: critical }, quit: { status: firing } }", "3:12: error: a rule of 'inhibit'", "3:43: error: unknown key 'quit' in 'inhibit'")]
    [InlineData("critical", "3:10: error: 'inhibit' expects a list of rules such as")]
    public void Says_what_is_wrong(string rule, params string[] problems)
    {
        var found = Loaded.Problems($"{Head}inhibit: {(rule.StartsWith('{') ? $"[{rule}]" : rule)}");

        found.Length.ShouldBe(problems.Length, string.Join('\n', found));
        foreach (var problem in problems.Select(problem => problem.Split(": ", 2)[1]))
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
