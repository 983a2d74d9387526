using Mail2Alert.Benchmarks;
using Mail2Alert.Routing;

namespace Mail2Alert.Tests.Routing;

public sealed class ThousandRoutesTests
{
    private const int Most = 2048;

    [Fact]
    public void There_are_a_thousand() => ThousandRoutes.Routes.SelectMany(route => route.Tree).Count().ShouldBe(1000);

    [Fact]
    public void An_alert_through_a_thousand_routes_costs_less_than_two_kilobytes()
    {
        var router = new Router(ThousandRoutes.Routes);
        var alerts = ThousandRoutes.Alerts(1000);
        foreach (var alert in alerts)
            router.Route(alert, before: null);

        var before = GC.GetAllocatedBytesForCurrentThread();
        foreach (var alert in alerts)
            router.Route(alert, before: null);
        var each = (GC.GetAllocatedBytesForCurrentThread() - before) / alerts.Count;

        each.ShouldBeLessThan(Most);
        TestContext.Current.TestOutputHelper?.WriteLine($"measured: {each} bytes for an alert through a thousand routes");
    }

    [Fact]
    public void An_alert_is_shown_to_few_of_them()
    {
        var level = new RouteLevel(ThousandRoutes.Routes, []);

        ThousandRoutes.Alerts(1000).Average(alert => level.Candidates(alert).Count()).ShouldBeLessThan(20);
    }

    [Fact]
    public void They_are_meant_for_all_of_the_alerts_and_not_by_the_same_route()
    {
        var router = new Router(ThousandRoutes.Routes);
        var told = ThousandRoutes.Alerts(1000).Select(alert => router.Route(alert, before: null).Targets).ToList();

        told.ShouldAllBe(targets => targets.Count > 0);
        told.SelectMany(targets => targets).Select(routed => routed.Route.Name).Distinct().Count().ShouldBeGreaterThan(400);
    }
}
