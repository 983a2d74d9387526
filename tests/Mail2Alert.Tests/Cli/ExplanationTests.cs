using Mail2Alert.Cli.Explain;
using Mail2Alert.Pipeline;
using Mail2Alert.Routing;

namespace Mail2Alert.Tests.Cli;

public sealed class ExplanationTests
{
    [Fact]
    public void Every_route_is_shown_with_its_conditions_those_inside_another_indented()
    {
        var router = new Router(
        [
            Route("first", Is("group", "web"), "a"),
            Route("second", Is("group", "shop"), "b", Route("inner", Is("event", "FIXED"), "c"), Route("other", Is("event", "BREAKS"), "d")),
        ]);
        var decision = new Decision.Notify(router.Route(TestAlert.Of(("group", "shop"), ("event", "BREAKS")), null), [], []);

        ExplanationText.Lines(Explanation.Of("x.eml", [(TestMail.Of("", ""), decision)], router)).SkipWhile(line => !line.StartsWith("  first", StringComparison.Ordinal)).ShouldBe(
        [
            "  first to a: does not match",
            "    - group is web  (it is shop)",
            "  second to b: matches, and leaves it to the routes inside",
            "    + group is shop  (it is shop)",
            "    inner to c: does not match",
            "      - event is FIXED  (it is BREAKS)",
            "    other to d: matches",
            "      + event is BREAKS  (it is BREAKS)",
            "  ==> test:d is told, by other",
        ]);
    }

    private static Route Route(string name, Matcher when, string to, params Route[] inside) =>
        new(name, when, new Receiver(to, [new Target("test", to, $"test:{to}")]), goesOn: false) { Routes = inside };

    private static Matcher.OneOf Is(string label, string value) => new(label, new HashSet<string> { value });
}
