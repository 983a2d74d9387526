using Mail2Alert.Routing;

namespace Mail2Alert.Tests.Configuration.Sections;

public sealed class EscalationSectionTests
{
    private const string Head = """
        relay: mail.example.com
        receivers: { ops: 'mailto:ops@example.com', oncall: 'mailto:oncall@example.com' }

        """;

    [Fact]
    public void Steps_are_taken_in_the_order_of_time_and_name_receivers_or_targets()
    {
        var configuration = Loaded.Valid(Head + "routes: [ { to: ops, escalate: [ { after: 1h, to: 'mailto:boss@example.com' }, { after: 15m, to: oncall } ] } ]");

        configuration.Routes.Single().Options.Escalation.Select(step => $"{WrittenSpan.Of(step.After)} {step.To.Name}")
            .ShouldBe(["15m oncall", "1h mailto:boss@example.com"]);
    }

    [Theory]
    [InlineData("{ after: 15m }", "a step of 'escalate' expects 'to', as in { after: 15m, to: NAME }")]
    [InlineData("{ to: oncall }", "a step of 'escalate' expects 'after', as in { after: 15m, to: NAME }")]
    [InlineData("{ after: soon, to: oncall }", "'after' expects a time from 1s to 3650d, such as 12h, 3d or 30d, found 'soon'")]
    [InlineData("{ after: 8d, to: oncall }", "'after' is 7d at the most")]
    [InlineData("{ after: 15m, to: oncal }", "there is no receiver 'oncal'; did you mean 'oncall'?")]
    [InlineData("oncall", "'escalate' expects a list of steps such as { after: 15m, to: NAME }, found 'oncall'")]
    public void Says_what_is_wrong(string step, string problem) =>
        Loaded.Problems($"{Head}routes: [ {{ to: [ops, oncall], escalate: [ {step} ] }} ]").ShouldHaveSingleItem().ShouldEndWith($"error: {problem}");

    [Fact]
    public void Needs_a_store() =>
        Loaded.Problems($"store: none\n{Head}routes: [ {{ to: ops, escalate: [ {{ after: 15m, to: oncall }} ] }} ]").ShouldHaveSingleItem()
            .ShouldEndWith("error: 'escalate' needs a store, in which the alert waits; leave out 'store: none'");
}
