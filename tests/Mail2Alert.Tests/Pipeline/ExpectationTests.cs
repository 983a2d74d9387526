using Cronos;
using Mail2Alert.Alerts;
using Mail2Alert.Routing;
using Mail2Alert.Routing.Expectations;
using Mail2Alert.Tests.Storage;

namespace Mail2Alert.Tests.Pipeline;

/// <summary>Mail that must come, over restarts and daylight saving.</summary>
public sealed class ExpectationTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly Expectation Daily = Every("nas", TimeSpan.FromDays(1), 2 * Hour);

    [Fact]
    public async Task Mail_that_does_not_come_is_told_once_when_its_grace_is_over_and_again_when_it_is_back()
    {
        await using var scene = await Expecting.StartAsync(Daily);
        await scene.ComesAsync(AlertStatus.Resolved);

        await scene.PassAsync(26 * Hour);
        (await scene.ToldAsync()).ShouldBe(["MISSING expect/nas Firing"]);
        await scene.PassAsync(48 * Hour);
        (await scene.ToldAsync()).ShouldBeEmpty();
        await scene.ComesAsync(AlertStatus.Resolved);
        await scene.PassAsync(TimeSpan.Zero);

        (await scene.ToldAsync()).ShouldBe(["BACK expect/nas Resolved"]);
    }

    [Fact]
    public async Task A_moment_before_its_grace_is_over_nothing_is_missing()
    {
        await using var scene = await Expecting.StartAsync(Daily);
        await scene.ComesAsync(AlertStatus.Resolved);

        await scene.PassAsync((26 * Hour) - TimeSpan.FromSeconds(1));

        (await scene.ToldAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Mail_that_never_came_is_missing_from_the_first_start_on()
    {
        await using var scene = await Expecting.StartAsync(Daily);

        await scene.PassAsync(26 * Hour);

        (await scene.ToldAsync()).ShouldBe(["MISSING expect/nas Firing"]);
    }

    [Fact]
    public async Task A_mail_that_says_that_something_failed_is_not_the_one_that_is_expected()
    {
        await using var scene = await Expecting.StartAsync(Daily);

        await scene.PassAsync(20 * Hour);
        await scene.ComesAsync(AlertStatus.Firing);
        await scene.PassAsync(6 * Hour);

        (await scene.ToldAsync()).ShouldBe(["MISSING expect/nas Firing"]);
    }

    [Fact]
    public async Task Mail_of_another_source_is_not_the_one_that_is_expected()
    {
        await using var scene = await Expecting.StartAsync(Daily);

        await scene.PassAsync(20 * Hour);
        await scene.ComesAsync(AlertStatus.Resolved, source: "other");
        await scene.PassAsync(6 * Hour);

        (await scene.ToldAsync()).ShouldBe(["MISSING expect/nas Firing"]);
    }

    [Fact]
    public async Task A_restart_forgets_neither_when_it_came_nor_that_it_was_told_to_be_missing()
    {
        await using var scene = await Expecting.StartAsync(Daily);
        await scene.PassAsync(20 * Hour);
        await scene.ComesAsync(AlertStatus.Resolved);
        await scene.RestartAsync(Daily);

        await scene.PassAsync(20 * Hour);
        (await scene.ToldAsync()).ShouldBeEmpty();
        await scene.PassAsync(6 * Hour);
        (await scene.ToldAsync()).ShouldBe(["MISSING expect/nas Firing"]);
        await scene.RestartAsync(Daily);
        await scene.PassAsync(10 * Hour);
        (await scene.ToldAsync()).ShouldBeEmpty();
        await scene.ComesAsync(AlertStatus.Info);
        await scene.PassAsync(TimeSpan.Zero);

        (await scene.ToldAsync()).ShouldBe(["BACK expect/nas Resolved"]);
    }

    [Fact]
    public async Task Who_could_not_deliver_while_the_program_was_stopped_has_the_grace_from_its_start_on_but_only_once()
    {
        await using var scene = await Expecting.StartAsync(Daily);
        scene.Clock.Pass(40 * Hour);
        await scene.RestartAsync(Daily);

        await scene.PassAsync(Hour);
        (await scene.ToldAsync()).ShouldBeEmpty();
        await scene.RestartAsync(Daily);
        await scene.PassAsync(Hour);

        (await scene.ToldAsync()).ShouldBe(["MISSING expect/nas Firing"]);
    }

    [Fact]
    public async Task What_is_expected_no_more_is_resolved_and_forgotten()
    {
        await using var scene = await Expecting.StartAsync(Daily);
        await scene.PassAsync(26 * Hour);
        await scene.ToldAsync();

        await scene.RestartAsync();

        (await scene.ToldAsync()).ShouldBe(["BACK expect/nas Resolved"]);
        (await scene.Store.MemoryAsync(StoreTest.Cancellation)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("2026-03-29T01:30+01:00", "2026-03-29T03:00+02:00")] // 02:30 is left out: it comes at the end of the gap
    [InlineData("2026-10-25T02:30+02:00", "2026-10-26T02:30+01:00")] // 02:30 comes twice: once is enough
    [InlineData("2026-11-23T02:31+01:00", "2026-11-24T02:30+01:00")]
    public void Times_of_day_follow_the_clocks_of_their_place(string last, string next) => new ExpectedTimes.Cron(
            CronExpression.Parse("30 2 * * *"), TimeZoneInfo.FindSystemTimeZoneById("Europe/Stockholm"), "30 2 * * *")
        .After(DateTimeOffset.Parse(last, System.Globalization.CultureInfo.InvariantCulture))
        .ShouldBe(DateTimeOffset.Parse(next, System.Globalization.CultureInfo.InvariantCulture));

    private static Expectation Every(string source, TimeSpan period, TimeSpan grace) => new(
        source,
        source,
        new Matcher.Not(new Matcher.OneOf("status", new HashSet<string> { "firing" })),
        new ExpectedTimes.Every(period),
        grace,
        Severity.Error);
}
