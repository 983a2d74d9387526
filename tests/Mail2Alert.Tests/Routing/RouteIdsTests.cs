using Mail2Alert.Routing;

namespace Mail2Alert.Tests.Routing;

public sealed class RouteIdsTests
{
    [Fact]
    public void A_route_is_called_by_its_conditions_and_those_around_it() =>
        Ids(Route("a", Route("b"), Route("c"))).ShouldBe(["{a is x}", "{a is x}/{b is x}", "{a is x}/{c is x}"]);

    [Fact]
    public void Edits_elsewhere_change_nothing() => Ids(Route("new"), Route("a", Route("new"), Route("b"))).ShouldContain("{a is x}/{b is x}");

    [Fact]
    public void Two_that_say_the_same_are_told_apart_also_inside() =>
        Ids(Route("a", Route("b"), Route("b")), Route("a")).ShouldBe(["{a is x}", "{a is x}/{b is x}", "{a is x}/{b is x}#2", "{a is x}#2"]);

    private static Route Route(string label, params Route[] inside) =>
        new("route", new Matcher.OneOf(label, new HashSet<string> { "x" }), RouteOptions.Default, false) { Routes = inside };

    private static IEnumerable<string> Ids(params Route[] routes) => RouteIds.Name(routes).SelectMany(route => route.Tree).Select(route => route.Id);
}
