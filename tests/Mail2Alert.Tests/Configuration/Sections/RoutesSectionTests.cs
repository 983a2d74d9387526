using Mail2Alert.Routing;

namespace Mail2Alert.Tests.Configuration.Sections;

public sealed class RoutesSectionTests
{
    private const string Head = """
        relay: mail.example.com
        slack: { token: x }
        receivers:
          blue: [ 'mailto:blue@example.com', 'slack:#blue' ]
          red: mailto:red@example.com,blue@example.com

        """;

    [Fact]
    public void Receivers_are_lists_or_single_targets() =>
        Loaded.Valid(Head + "routes: [ { to: [blue, red] } ]").Receivers.Select(Shown)
            .ShouldBe(["blue: mailto:blue@example.com slack:#blue", "red: mailto:red@example.com mailto:blue@example.com"]);

    [Fact]
    public void A_route_tells_receivers_and_targets_each_once()
    {
        var routes = Loaded.Valid(Head + """
            routes:
              - { name: first, when: { source: mail }, to: [ red, blue, 'slack:@ann' ], continue: true }
              - to: red
            sources: { mail: {} }
            """).Routes;
        routes.Select(route => route.Name).ShouldBe(["first", "route 2, line 8"]);
        routes.Select(route => route.Continue).ShouldBe([true, false]);
        $"{routes[0].Who}: {string.Join(' ', routes[0].Targets)}"
            .ShouldBe("red, blue, slack:@ann: mailto:red@example.com mailto:blue@example.com slack:#blue slack:@ann");
    }

    [Fact]
    public void Routes_inside_a_route_tell_whom_it_tells_unless_they_say_otherwise()
    {
        var outer = Loaded.Valid(Head + """
            routes:
              - when: { severity: error }
                to: blue
                routes:
                  - { when: { subject: /disk/ }, to: red }
                  - when: { subject: /fan/ }
                    routes: [ { when: { to: ops@example.com }, continue: true } ]
              - routes: [ { when: { subject: /x/ }, to: blue } ]
            """).Routes;

        outer.SelectMany(route => route.Tree).Select(route => $"{route.Name}: {route.Who}").ShouldBe(
        [
            "route 1, line 7: blue", "route 1.1, line 10: red", "route 1.2, line 11: blue", "route 1.2.1, line 12: blue",
            "route 2, line 13: ", "route 2.1, line 13: blue",
        ]);
        outer[1].Tells.ShouldBeFalse();
    }

    [Theory]
    [InlineData("{ to: red, routes: [ x ] }", "6:32: error: 'routes' expects a list of routes such as '- to: NAME', found 'x'")]
    [InlineData("{ routes: [ { when: { subject: x } } ] }", "6:23: error: a route expects 'to' with the name of a receiver, or 'routes' that have one")]
    [InlineData("{ to: [] }", "6:17: error: 'to' expects the name of a receiver, or a target, found an empty list")]
    [InlineData("{ to: blu }", "6:17: error: there is no receiver 'blu'; did you mean 'blue'?")]
    [InlineData("{ to: someone }", "6:17: error: there is no receiver 'someone'; known are blue, red")]
    [InlineData("{ when: { source: x } }", "6:11: error: a route expects 'to' with the name of a receiver, or 'routes' that have one",
        "6:29: error: there is no source 'x'")]
    [InlineData("{ to: red, wen: { source: x } }", "6:22: error: unknown key 'wen' in 'routes'; did you mean 'when'?")]
    [InlineData("{ to: 'pager:x' }", "6:17: error: 'pager:x' is not a target: there is no such kind of target; "
        + "known are mailto:name@example.com and slack:#channel")]
    [InlineData("red", "6:11: error: 'routes' expects a list of routes such as '- to: NAME', found 'red'")]
    [InlineData("{ to: red, when: null }", "6:28: error: 'when' expects conditions, found nothing; "
        + "leave it out for a route that always matches")]
    [InlineData("{ to: red, continue: on }", "6:32: error: 'continue' expects true or false, found 'on'")]
    public void Says_what_is_wrong(string route, params string[] problems) =>
        Loaded.Problems($"{Head}routes: [ {route}, {{ to: [blue, red] }} ]").Where(problem => !problem.Contains("no alert gets this far"))
            .ShouldBe(problems);

    [Fact]
    public void Warns_of_what_never_happens() => Loaded.Problems(Head + "routes: [ { to: red }, { to: red }, { to: red } ]").ShouldBe(
    [
        "4:3: warning: no route uses the receiver 'blue'",
        "6:24: warning: no alert gets this far: the route in line 6 takes them all",
    ]);

    [Theory]
    [InlineData("mailto:a@b", "2:9: error: 'mailto:a@b' cannot be reached: add 'relay: smtp://HOST'")]
    [InlineData("slack:#a", "2:9: error: 'slack:#a' cannot be reached: add 'slack: { token: … }'")]
    [InlineData("https://example.com/services/T/B/X", "2:9: error: 'https://***' is not a target: there is no such kind of target; "
        + "known are mailto:name@example.com, ")]
    public void A_target_needs_a_way_to_it(string target, string problem) =>
        Loaded.Problems($"routes:\n  - to: '{target}'").ShouldHaveSingleItem().ShouldStartWith(problem);

    [Fact]
    public void A_target_with_its_own_token_needs_no_other() =>
        Loaded.Valid("routes: [ { to: 'slack://xoxb-1/#a' } ]").Routes[0].Targets.ShouldHaveSingleItem().Address.ShouldBe("slack://xoxb-1/#a #a");

    [Theory]
    [InlineData("receivers: { 'a:b': 'slack://t/#a' }", "1:14: error: the name of a receiver is without ':', found 'a:b'",
        "1:14: warning: no route uses the receiver 'a:b'")]
    [InlineData("receivers: { a: [] }", "1:14: warning: no route uses the receiver 'a'",
        "1:17: error: the receiver 'a' expects a target such as mailto:name@example.com or slack:#channel, found an empty list")]
    [InlineData("receivers: { a: [ slack: #b\n ] }", "1:14: warning: no route uses the receiver 'a'",
        "1:19: error: 'a' expects a target such as mailto:name@example.com or slack:#channel, found a mapping, since a space follows 'slack:'")]
    public void Says_what_is_wrong_with_a_receiver(string text, params string[] problems) => Loaded.Problems(text).ShouldBe(problems);

    private static string Shown(Receiver receiver) => $"{receiver.Name}: {string.Join(' ', receiver.Targets)}";
}
