using System.Text.RegularExpressions;
using Mail2Alert.Alerts;
using Mail2Alert.Routing;

namespace Mail2Alert.Tests.Routing;

public sealed class MatcherTests
{
    private static readonly Alert Shop = TestAlert.Of(("group", "shop"), ("pipeline", "webshop-build"));
    private static readonly Alert Unknown = Shop with { Labels = Shop.Labels.WithUnknown("group", "no answer") };

    [Theory]
    [InlineData("shop", true)]
    [InlineData("Shop", false)]
    [InlineData("payments", false)]
    public void A_value_is_compared_exactly(string value, bool matches) =>
        Is("group", value).Matches(Shop).ShouldBe(matches.ToTruth());

    [Fact]
    public void A_label_that_the_alert_has_not_does_not_match() => Is("host", "db1").Matches(Shop).ShouldBe(Truth.No);

    [Fact]
    public void A_label_that_could_not_be_looked_up_is_neither_matched_nor_denied()
    {
        Is("group", "shop").Matches(Unknown).ShouldBe(Truth.Unknown);
        new Matcher.Not(Is("group", "shop")).Matches(Unknown).ShouldBe(Truth.Unknown);
        Like("group", "sh").Matches(Unknown).ShouldBe(Truth.Unknown);
    }

    [Fact]
    public void A_condition_tells_what_it_saw_and_so_do_its_parts()
    {
        var finding = new Matcher.All([Is("pipeline", "x"), new Matcher.Not(Is("group", "shop")), Is("host", "db1")]).Explain(Unknown);

        finding.Truth.ShouldBe(Truth.No);
        finding.Parts.Select(part => (part.Label, part.Saw, part.Truth)).ShouldBe(
            [("pipeline", "webshop-build", Truth.No), (null, null, Truth.Unknown), ("host", null, Truth.No)]);
        finding.Parts[1].Parts.ShouldHaveSingleItem().Unknown.ShouldBe("no answer");
    }

    [Fact]
    public void An_expression_matches_anywhere_in_the_value() => Like("pipeline", "shop-b").Matches(Shop).ShouldBe(Truth.Yes);

    [Fact]
    public void All_and_any_combine()
    {
        new Matcher.All([Is("group", "shop"), Is("pipeline", "x")]).Matches(Shop).ShouldBe(Truth.No);
        new Matcher.Any([Is("group", "x"), Is("pipeline", "webshop-build")]).Matches(Shop).ShouldBe(Truth.Yes);
        new Matcher.All([]).Matches(Shop).ShouldBe(Truth.Yes);
        new Matcher.Any([]).Matches(Shop).ShouldBe(Truth.No);
    }

    private static Matcher Is(string label, string value) => new Matcher.OneOf(label, new HashSet<string> { value });

    private static Matcher Like(string label, string pattern) =>
        new Matcher.Like(label, new Regex(pattern, RegexOptions.NonBacktracking));
}
