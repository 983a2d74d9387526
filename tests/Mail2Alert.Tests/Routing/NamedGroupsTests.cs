using System.Text.RegularExpressions;
using Mail2Alert.Alerts;
using Mail2Alert.Routing;

namespace Mail2Alert.Tests.Routing;

public sealed class NamedGroupsTests
{
    private static readonly Alert Down = TestAlert.Of(("subject", "db1.example.com is down"), ("event", "FAILS"));

    [Fact]
    public void What_a_route_finds_is_told_with_the_alert() =>
        Told(Route(Like(@"^(?<host>\S+) is (?<state>\w+)$"))).ToString().ShouldBe("event=FAILS host=db1.example.com state=down subject=db1.example.com is down");

    [Fact]
    public void Labels_that_are_there_stay() => Told(Route(Like("(?<event>down)")))["event"].ShouldBe("FAILS");

    [Fact]
    public void Labels_that_nobody_knows_stay_unknown()
    {
        var alert = Down with { Labels = Down.Labels.WithUnknown("group", "no answer") };

        new Router([Route(Like("(?<group>down)"))]).Route(alert, null).Alert.Labels.IsUnknown("group").ShouldBeTrue();
    }

    [Fact]
    public void What_the_routes_around_find_is_told_too() =>
        Told(Route(Like("^(?<host>[^.]+)"), Route(Like("(?<state>down)"))))["host"].ShouldBe("db1");

    [Fact]
    public void A_route_that_does_not_tell_finds_nothing() =>
        Told(Route(new Matcher.All([Like("(?<host>db1)"), Like("up")])), Route(new Matcher.Always()))["host"].ShouldBeNull();

    [Fact]
    public void A_condition_that_must_not_hold_finds_nothing() =>
        Told(Route(new Matcher.Not(Like("(?<state>up)"))))["state"].ShouldBeNull();

    [Fact]
    public void Other_routes_do_not_see_what_one_found()
    {
        var first = Route(Like("(?<pipeline>db1)")) with { Continue = true };
        var decision = new Router([first, Route(new Matcher.OneOf("pipeline", new HashSet<string> { "db1" }))]).Route(Down, null);

        decision.Others.ShouldBe(1);
        decision.Seen.ShouldBeSameAs(Down);
    }

    [Fact]
    public void A_label_does_not_become_as_long_as_a_mail()
    {
        var alert = Down with { Labels = Down.Labels.With("subject", new string('x', 5000)) };

        new Router([Route(Like("(?<all>.*)"))]).Route(alert, null).Alert.Labels["all"]!.Length.ShouldBe(1024);
    }

    [Fact]
    public void Without_names_the_alert_stays_what_it_is() =>
        new Router([Route(Like(@"^(\S+) is down$"))]).Route(Down, null).Alert.ShouldBeSameAs(Down);

    private static Labels Told(params Route[] routes) => new Router(routes).Route(Down, before: null).Alert.Labels;

    private static Route Route(Matcher when, params Route[] inside) =>
        new("route", when, new Receiver("all", [new Target("test", "a", "test:a")]), false) { Routes = inside };

    private static Matcher Like(string pattern) => new Matcher.Like("subject", new Regex(pattern, RegexOptions.NonBacktracking));
}
