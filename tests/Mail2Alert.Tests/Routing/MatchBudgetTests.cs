using System.Diagnostics;
using System.Text.RegularExpressions;
using Mail2Alert.Alerts;
using Mail2Alert.Routing;

namespace Mail2Alert.Tests.Routing;

public sealed class MatchBudgetTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);
    private static readonly Alert Long = TestAlert.Of(("subject", new string('a', 100 * 1024) + "b"));

    [Fact]
    public void An_expression_that_explodes_elsewhere_is_linear_here() =>
        Like(new Regex("^(a+)+$", RegexOptions.NonBacktracking, Limit)).Matches(Long).ShouldBe(Truth.No);

    [Fact]
    public void A_hundred_expressions_that_need_backtracking_do_not_stop_the_router()
    {
        var slow = Like(new Regex(@"^(a+)+\1+$", RegexOptions.None, Limit));
        var router = new Router([.. Enumerable.Range(0, 100).Select(i => Route($"slow-{i}", slow)), Route("rest", new Matcher.Always())]);

        var start = Stopwatch.GetTimestamp();
        var decision = router.Route(Long, before: null);

        Stopwatch.GetElapsedTime(start).ShouldBeLessThan(TimeSpan.FromSeconds(10));
        decision.Answers.Count(answer => answer.Truth == Truth.Unknown).ShouldBe(100);
        decision.Targets.Count.ShouldBe(101);
    }

    [Fact]
    public void Conditions_on_values_are_answered_when_expressions_are_not_any_more()
    {
        var slow = Like(new Regex(@"^(a+)+\1+$", RegexOptions.None, Limit));
        var budget = new MatchBudget();
        slow.Matches(Long, budget).ShouldBe(Truth.Unknown);

        Like(new Regex("a")).Matches(Long, budget).ShouldBe(Truth.Unknown);
        new Matcher.OneOf("subject", new HashSet<string> { "x" }).Matches(Long, budget).ShouldBe(Truth.No);
        Like(new Regex("a")).Matches(Long, new MatchBudget()).ShouldBe(Truth.Yes);
    }

    private static Matcher.Like Like(Regex expression) => new("subject", expression);

    private static Route Route(string name, Matcher when) => new(name, when, new Receiver(name, [new Target("test", name, $"test:{name}")]), false);
}
