using CsCheck;
using Mail2Alert.Alerts;
using Mail2Alert.Routing;

namespace Mail2Alert.Tests.Routing;

public sealed class RouterPropertyTests
{
    private static readonly IReadOnlyList<Alert> Alerts = Chance.Alerts(withUnknown: true);

    [Fact]
    public void The_index_changes_neither_who_is_told_nor_why() => Gen.Select(Chance.Routes(2), Gen.OneOf([.. Alerts]).Array[10]).Sample((routes, alerts) =>
    {
        var router = new Router(routes);
        foreach (var alert in alerts)
            Compare(router, routes, alert);
    }, iter: 500);

    private static void Compare(Router router, Route[] routes, Alert alert)
    {
        var naive = new NaiveRouter(alert);
        naive.Ask(routes);
        var decision = router.Route(alert, before: null);
        var silent = naive.Asked.Count(asked => asked.Truth == Truth.No);

        decision.Targets.Select(routed => routed.Target.Text).ShouldBe(naive.Told);
        decision.Answers.Select(Shown).ShouldBe(naive.Asked.Where(asked => asked.Truth != Truth.No));
        decision.Others.ShouldBe(silent);
        router.Explain(alert).Select(Shown).ShouldBe(naive.Asked);
        decision.Explain().Count().ShouldBe(decision.Answers.Count + (silent > 0 ? 1 : 0));
    }

    private static (Route Route, Truth Truth, Truth Inside) Shown(RouteAnswer answer) => (answer.Route, answer.Truth, answer.Inside);
}
