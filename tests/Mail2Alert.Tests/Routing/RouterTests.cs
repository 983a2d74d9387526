using Mail2Alert.Alerts;
using Mail2Alert.Routing;

namespace Mail2Alert.Tests.Routing;

public sealed class RouterTests
{
    private static readonly Matcher Always = new Matcher.Always();

    [Fact]
    public void The_first_route_that_matches_wins() =>
        Told(TestAlert.Of(("group", "shop")), Route("a", Is("group", "payments")), Route("b", Is("group", "shop")), Route("c", Always))
            .ShouldBe(["mailto:b"]);

    [Fact]
    public void A_route_that_continues_lets_the_next_ones_match_too() =>
        Told(TestAlert.Of(), Route("a", Always, goesOn: true), Route("b", Always), Route("c", Always)).ShouldBe(["mailto:a", "mailto:b"]);

    [Fact]
    public void A_target_that_two_routes_name_is_told_once() =>
        Told(TestAlert.Of(), Route("a", Always, goesOn: true), Route("a", Always)).ShouldBe(["mailto:a"]);

    [Fact]
    public void A_route_that_depends_on_a_failed_lookup_notifies_and_the_search_goes_on()
    {
        var alert = TestAlert.Of(("event", "BREAKS"));
        alert = alert with { Labels = alert.Labels.WithUnknown("group", "GoCD does not answer") };

        Told(alert, Route("a", Is("group", "shop")), Route("b", Is("group", "payments")), Route("rest", Always), Route("late", Always))
            .ShouldBe(["mailto:a", "mailto:b", "mailto:rest"]);
    }

    [Fact]
    public void A_failed_lookup_does_not_make_up_for_a_condition_that_is_known_not_to_hold()
    {
        var alert = TestAlert.Of(("event", "PASSES"));
        alert = alert with { Labels = alert.Labels.WithUnknown("group", "GoCD does not answer") };

        Told(alert, Route("a", new Matcher.All([Is("event", "BREAKS"), Is("group", "shop")]))).ShouldBeEmpty();
    }

    [Fact]
    public void Every_route_that_matches_says_why_and_the_others_are_counted()
    {
        var decision = new Router([Route("a", Is("group", "payments")), Route("b", Is("group", "web")), Route("c", Is("group", "shop"))])
            .Route(TestAlert.Of(("group", "shop")), before: null);

        decision.Explain().ShouldBe(["route c matches (group is shop): tell receiver of c", "2 other routes do not match"]);
    }

    [Theory]
    [InlineData(1, "1 route was asked, and does not match")]
    [InlineData(3, "3 routes were asked, and none matches")]
    public void When_none_matches_that_is_the_reason(int routes, string reason) =>
        new Router([.. Enumerable.Repeat(Route("a", Is("group", "payments")), routes)]).Route(TestAlert.Of(), before: null).Explain().ShouldBe([reason]);

    [Fact]
    public void Who_asks_is_told_the_answer_of_every_route_that_was_reached()
    {
        var router = new Router([Route("a", Is("group", "payments")), Route("b", Is("group", "shop")), Route("c", Always)]);
        var alert = TestAlert.Of(("group", "shop"));

        router.Explain(alert).Select(answer => answer.Explain(alert)).ShouldBe(
        [
            "route a does not match (group is payments)",
            "route b matches (group is shop): tell receiver of b",
        ]);
    }

    [Fact]
    public void Routes_see_the_event_that_the_past_calls_for()
    {
        var alert = TestAlert.Of(("event", "FAILS")) with { Event = "FAILS", Edges = new EdgeEvents("BREAKS", "FAILS", "FIXED", "PASSES") };
        var decision = new Router([Route("a", Is("event", "BREAKS"))]).Route(alert, new AlertState(AlertStatus.Resolved, null, null));

        decision.Targets.Count.ShouldBe(1);
    }

    private static IEnumerable<string> Told(Alert alert, params Route[] routes) =>
        new Router(routes).Route(alert, before: null).Targets.Select(routed => routed.Target.Text);

    private static Route Route(string name, Matcher when, bool goesOn = false) =>
        new($"route {name}", when, new Receiver($"receiver of {name}", [new Target("mailto", name, $"mailto:{name}")]), goesOn);

    private static Matcher Is(string label, string value) => new Matcher.OneOf(label, new HashSet<string> { value });
}
