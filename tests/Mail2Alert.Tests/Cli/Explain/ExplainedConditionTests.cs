using Mail2Alert.Alerts;
using Mail2Alert.Cli.Explain;

namespace Mail2Alert.Tests.Cli.Explain;

public sealed class ExplainedConditionTests
{
    [Fact]
    public void Where_all_must_hold_those_that_do_not_decide() => Decisive(
        Condition("all", Truth.No, Condition("a", Truth.Yes), Condition("b", Truth.No), Condition("c", Truth.Unknown))).ShouldBe("all(b)");

    [Fact]
    public void Where_all_hold_all_decide() => Decisive(
        Condition("all", Truth.Yes, Condition("a", Truth.Yes), Condition("b", Truth.Yes))).ShouldBe("all(a b)");

    [Fact]
    public void Where_any_will_do_those_that_hold_decide() => Decisive(
        Condition("any", Truth.Yes, Condition("a", Truth.No), Condition("b", Truth.Yes))).ShouldBe("any(b)");

    [Fact]
    public void What_is_unknown_decides_that_the_whole_is() => Decisive(
        Condition("all", Truth.Unknown, Condition("a", Truth.Yes), Condition("b", Truth.Unknown))).ShouldBe("all(b)");

    [Fact]
    public void What_a_not_turns_around_decides_it_at_any_depth() => Decisive(
        Condition("all", Truth.No, Condition("a", Truth.Yes), Condition("not", Truth.No, Condition("any", Truth.Yes, Condition("b", Truth.Yes), Condition("c", Truth.No)))))
        .ShouldBe("all(not(any(b)))");

    private static ExplainedCondition Condition(string says, Truth verdict, params ExplainedCondition[] parts) =>
        new(says, null, null, null, verdict, parts);

    private static string Decisive(ExplainedCondition condition) => Shown(condition.Decisive());

    private static string Shown(ExplainedCondition condition) =>
        condition.Says + (condition.Parts.Count == 0 ? "" : $"({string.Join(' ', condition.Parts.Select(Shown))})");
}
