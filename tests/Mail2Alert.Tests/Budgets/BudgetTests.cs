using Mail2Alert.Benchmarks.Operations;

namespace Mail2Alert.Tests.Budgets;

/// <summary>What a mail may allocate, stage by stage. The benchmarks measure the same operations.</summary>
[Collection(AllocationBudget.Collection)]
public sealed class BudgetTests
{
    [Theory]
    [InlineData("plain 14", 12_800)]
    [InlineData("html 14", 56_000)]
    public void Reading_a_mail_keeps_to_its_budget(string mail, long budget)
    {
        var reading = Reading(mail);

        new AllocationBudget($"subject and text of {mail}", budget).Holds(() => reading.SubjectAndText());
    }

    [Theory]
    [InlineData("plain 14", 15_400)]
    [InlineData("html 14", 91_500)]
    public void Reading_all_of_a_mail_keeps_to_its_budget(string mail, long budget)
    {
        var reading = Reading(mail);

        new AllocationBudget($"everything of {mail}", budget).Holds(() => reading.Everything());
    }

    [Theory]
    [InlineData("gocd", 20_700)]
    [InlineData("smartd", 24_200)]
    [InlineData("zabbix", 26_500)]
    [InlineData("unknown", 30_300)]
    public async Task A_mail_becomes_an_alert_within_its_budget(string notifier, long budget)
    {
        var sources = new SourceOperations();
        Func<Task<int>> read = notifier switch
        {
            "gocd" => sources.GoCdAsync,
            "smartd" => sources.SmartdAsync,
            "zabbix" => sources.ZabbixAsync,
            _ => sources.UnknownAsync,
        };

        // The API's answer is in the cache from then on.
        await read();

        new AllocationBudget($"a mail of {notifier} to its alert", budget).Holds(() => AtOnce(read()));
    }

    [Fact]
    public void An_alert_finds_its_routes_within_its_budget() =>
        new AllocationBudget("an alert through a thousand routes", 1_200).Holds(() => Routes.Route(), times: RouteOperations.Alerts);

    [Fact]
    public void What_routes_said_is_told_within_its_budget() =>
        new AllocationBudget("an alert through a thousand routes, and why", 2_650).Holds(() => Routes.RouteAndExplain(), times: RouteOperations.Alerts);

    [Fact]
    public async Task A_mail_is_decided_within_its_budget()
    {
        var decisions = new DecisionOperations();
        await decisions.DecideAsync();

        new AllocationBudget("a mail of GoCD decided", 26_900).Holds(() => AtOnce(decisions.DecideAsync()));
        new AllocationBudget("a mail of GoCD decided, and what is kept of that", 30_100).Holds(() => AtOnce(decisions.DecideAndPlanAsync()));
    }

    [Fact]
    public void A_mail_is_composed_for_the_relay_within_its_budget()
    {
        var composer = new MailComposerOperations();

        new AllocationBudget("a mail of 1 KB to one who is told", 6_100).Holds(() => composer.Redirected());
        new AllocationBudget("a mail of 1 KB as it came", 3_300).Holds(() => composer.Forwarded());
    }

    [Fact]
    public void A_letter_is_written_within_its_budget()
    {
        var letters = new LetterOperations();

        new AllocationBudget("a letter as usual", 23_600).Holds(() => letters.Usual());
        new AllocationBudget("a letter by templates", 59_500).Holds(() => letters.Own());
        new AllocationBudget("a letter that is cut", 905_000).Holds(() => letters.Cut());
    }

    private static RouteOperations Routes { get; } = new();

    private static MessageOperations Reading(string mail) =>
        new(SampleMail.Lines(mail.Split(' ')[0], int.Parse(mail.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture)));

    // Nothing in it waits: all of it is counted.
    private static int AtOnce(Task<int> work) => work.IsCompletedSuccessfully ? work.GetAwaiter().GetResult() : throw new InvalidOperationException("It waited.");
}
