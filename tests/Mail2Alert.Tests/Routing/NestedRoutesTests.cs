using Mail2Alert.Alerts;
using Mail2Alert.Routing;

namespace Mail2Alert.Tests.Routing;

public sealed class NestedRoutesTests
{
    private static readonly Matcher Always = new Matcher.Always();
    private static readonly Alert Shop = TestAlert.Of(("group", "shop"), ("event", "BREAKS"));
    private static readonly Alert Doubtful = Shop with { Labels = Shop.Labels.WithUnknown("group", "GoCD does not answer") };

    [Fact]
    public void The_first_route_inside_that_matches_tells_in_place_of_the_one_around_it() =>
        Told(Shop, Route("a", Always, inside: [Route("b", Is("event", "FIXED")), Route("c", Is("event", "BREAKS")), Route("d", Always)]))
            .ShouldBe(["c"]);

    [Fact]
    public void When_none_inside_matches_the_route_itself_tells() =>
        Told(Shop, Route("a", Always, inside: [Route("b", Is("event", "FIXED"))]), Route("c", Always)).ShouldBe(["a"]);

    [Fact]
    public void A_route_inside_that_continues_has_taken_the_alert_all_the_same() =>
        Told(Shop, Route("a", Always, inside: [Route("b", Always, goesOn: true), Route("c", Is("event", "BREAKS"), goesOn: true)])).ShouldBe(["b", "c"]);

    [Fact]
    public void Whether_the_search_goes_on_behind_is_for_the_route_around_to_say() =>
        Told(Shop, Route("a", Always, goesOn: true, inside: [Route("b", Always)]), Route("c", Always)).ShouldBe(["b", "c"]);

    [Fact]
    public void Of_a_route_that_does_not_match_nothing_inside_is_asked() =>
        Told(Shop, Route("a", Is("event", "FIXED"), inside: [Route("b", Always)])).ShouldBeEmpty();

    [Fact]
    public void A_bracket_that_takes_nothing_lets_the_search_go_on() =>
        Told(Shop, Bracket(Always, Route("b", Is("event", "FIXED"))), Route("c", Always)).ShouldBe(["c"]);

    [Fact]
    public void A_bracket_that_takes_the_alert_ends_it() =>
        Told(Shop, Bracket(Always, Bracket(Always, Route("b", Always))), Route("c", Always)).ShouldBe(["b"]);

    [Fact]
    public void While_it_is_open_whether_one_inside_matches_both_tell() =>
        Told(Doubtful, Route("a", Always, inside: [Route("b", Is("group", "shop"))]), Route("c", Always)).ShouldBe(["b", "a"]);

    [Fact]
    public void An_undecided_route_with_one_inside_that_matches_tells_by_that_one_and_the_search_goes_on() =>
        Told(Doubtful, Route("a", Is("group", "shop"), inside: [Route("b", Always)]), Route("c", Always)).ShouldBe(["b", "c"]);

    [Fact]
    public void A_bracket_whose_inside_is_undecided_has_not_taken_the_alert() =>
        Told(Doubtful, Bracket(Always, Route("b", Is("group", "shop"))), Route("c", Always)).ShouldBe(["b", "c"]);

    [Fact]
    public void The_reasons_say_who_left_it_to_whom()
    {
        var routes = new[] { Route("a", Is("event", "BREAKS"), inside: [Route("b", Is("group", "web")), Route("c", Is("group", "shop"))]) };

        new Router(routes).Route(Shop, before: null).Explain().ShouldBe(
        [
            "route a matches (event is BREAKS): a route inside it takes the alert",
            "route c matches (group is shop): tell c",
            "1 other route does not match",
        ]);
        new Router([Bracket(Is("group", "shop"), Route("b", Is("event", "FIXED")))]).Route(Doubtful, before: null).Explain().ShouldBe(
        [
            "bracket cannot be decided (group is shop) since group is unknown (GoCD does not answer): the routes inside it are asked all the same",
            "1 other route does not match",
        ]);
    }

    [Fact]
    public void All_targets_inside_are_known_by_the_store_too()
    {
        var routes = new[] { Route("a", Always, inside: [Bracket(Always, Route("b", Always))]) };

        routes.SelectMany(route => route.Tree).Select(route => route.Name).ShouldBe(["route a", "bracket", "route b"]);
    }

    private static IEnumerable<string> Told(Alert alert, params Route[] routes) =>
        new Router(routes).Route(alert, before: null).Targets.Select(routed => routed.Target.Address);

    private static Route Route(string name, Matcher when, bool goesOn = false, params Route[] inside) =>
        new($"route {name}", when, new Receiver(name, [new Target("test", name, $"test:{name}")]), goesOn) { Routes = inside };

    private static Route Bracket(Matcher when, params Route[] inside) => new("bracket", when, RouteOptions.Default, false) { Routes = inside };

    private static Matcher Is(string label, string value) => new Matcher.OneOf(label, new HashSet<string> { value });
}
