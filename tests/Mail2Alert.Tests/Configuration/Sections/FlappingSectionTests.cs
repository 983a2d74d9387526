using Mail2Alert.Routing;

namespace Mail2Alert.Tests.Configuration.Sections;

public sealed class FlappingSectionTests
{
    private const string Head = """
        relay: mail.example.com
        receivers: { ops: 'mailto:ops@example.com' }

        """;

    [Theory]
    [InlineData("{}", "6 changes in 1h")]
    [InlineData("{ changes: 2 }", "2 changes in 1h")]
    [InlineData("{ changes: 50, within: 7d }", "50 changes in 7d")]
    public void A_route_says_how_many_changes_are_too_many(string written, string expected) =>
        Options($"{{ to: ops, flapping: {written} }}").Flapping!.ToString().ShouldBe(expected);

    [Fact]
    public void Routes_inside_inherit_it_take_it_away_or_change_a_part()
    {
        var route = Loaded.Valid($$"""
            {{Head}}
            routes:
              - flapping: { changes: 4, within: 30m }
                to: ops
                routes:
                  - { when: { severity: error } }
                  - { when: { severity: warning }, flapping: none }
                  - { when: { severity: info }, flapping: { within: 2h } }
            """).Routes.Single();

        route.Routes.Select(inside => inside.Options.Flapping?.ToString()).ShouldBe(["4 changes in 30m", null, "4 changes in 2h"]);
    }

    [Fact]
    public void Without_it_each_change_is_told() => Options("{ to: ops }").Flapping.ShouldBeNull();

    [Theory]
    [InlineData("{ changes: 1 }", "'changes' expects a number from 2 to 50, found '1'")]
    [InlineData("{ changes: 51 }", "'changes' expects a number from 2 to 50, found '51'")]
    [InlineData("{ within: 8d }", "'within' is 7d at the most")]
    [InlineData("{ in: 1h }", "unknown key 'in' in 'flapping'; known are changes, within")]
    [InlineData("often", "'flapping' expects a mapping such as { changes: 6, within: 1h }, or 'none'")]
    public void Says_what_is_wrong(string written, string problem) =>
        Loaded.Problems($"{Head}routes: [ {{ to: ops, flapping: {written} }} ]").ShouldHaveSingleItem().ShouldContain(problem);

    [Fact]
    public void Needs_a_store() =>
        Loaded.Problems($"store: none\n{Head}routes: [ {{ to: ops, flapping: {{}} }} ]").ShouldHaveSingleItem()
            .ShouldEndWith("error: 'flapping' needs a store, in which alerts wait; leave out 'store: none'");

    private static RouteOptions Options(string route) => Loaded.Valid($"{Head}routes: [ {route} ]").Routes.Single().Options;
}
