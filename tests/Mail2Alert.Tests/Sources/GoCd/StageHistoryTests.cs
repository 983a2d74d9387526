using Mail2Alert.Alerts;
using Mail2Alert.Sources.GoCd;
using Mail2Alert.Sources.Lookups;

namespace Mail2Alert.Tests.Sources.GoCd;

public sealed class StageHistoryTests
{
    private const string Base = "https://gocd.example.net/go/pipelines";

    [Theory]
    [InlineData("Success", "Resolved")]
    [InlineData("Failure", "Firing")]
    [InlineData("Exception", null)]
    [InlineData("Unknown", null)]
    [InlineData("", null)]
    public async Task Knows_how_a_stage_was(string word, string? expected) =>
        (await ReadAsync($"""<Project name="shop :: test" activity="Sleeping" lastBuildStatus="{word}" webUrl="{Base}/shop/7/test/1" />"""))
            .Before(Run("shop/8/test/1")).ToString().ShouldBe(expected ?? "");

    [Theory]
    [InlineData("shop/7/test/2")]
    [InlineData("shop/7/test/3")]
    [InlineData("shop/6/test/9")]
    [InlineData("shop/latest/test/1")]
    [InlineData("shop/7/test/latest")]
    [InlineData("shop/8/other/1")]
    [InlineData("Shop/8/test/1")]
    public async Task Tells_nothing_of_a_run_that_it_may_already_include(string run)
    {
        var history = await ReadAsync($"""<Project name="shop :: test" activity="Sleeping" lastBuildStatus="Success" webUrl="{Base}/shop/7/test/3" />""");
        history.Before(Run(run)).ShouldBeNull();
        history.Before(Run("shop/7/test/4")).ShouldBe(AlertStatus.Resolved);
    }

    [Fact]
    public async Task Tells_of_a_run_that_was_under_way_how_the_stage_was_before_it() =>
        (await ReadAsync($"""<Project name="shop :: test" activity="Building" lastBuildStatus="Success" webUrl="{Base}/shop/7/test/1" />"""))
            .Before(Run("shop/7/test/1")).ShouldBe(AlertStatus.Resolved);

    [Theory]
    [InlineData("""<Project name="shop :: test :: linux" lastBuildStatus="Failure" webUrl="https://h/go/tab/build/detail/shop/7/test/1/linux" />""")]
    [InlineData("""<Project name="shop :: test :: linux" lastBuildStatus="Failure" webUrl="https://h/go/pipelines/shop/7/test/1" />""")]
    [InlineData("""<Project name="other :: test" lastBuildStatus="Failure" webUrl="https://h/go/pipelines/shop/7/test/1" />""")]
    [InlineData("""<Project name="shop" lastBuildStatus="Failure" webUrl="https://h/go/pipelines/shop/7/test/1" />""")]
    [InlineData("""<Project name="shop :: test" lastBuildStatus="Failure" webUrl="7" />""")]
    [InlineData("""<Project name="shop :: test" lastBuildStatus="Failure" />""")]
    [InlineData("""<Project lastBuildStatus="Failure" webUrl="https://h/go/pipelines/shop/7/test/1" />""")]
    [InlineData("<Project /><Other/>text")]
    [InlineData("")]
    public async Task Skips_jobs_and_what_it_does_not_understand(string rows) =>
        (await ReadAsync(rows)).Before(Run("shop/8/test/1")).ShouldBeNull();

    [Fact]
    public async Task Reads_names_without_the_spaces_around_the_separator_and_children_of_rows() =>
        (await ReadAsync(
            $"""
            <Project name="shop::test" lastBuildStatus="Failure" webUrl="{Base}/shop/7/test/1"><messages><message text="Anna" kind="Breakers" /></messages></Project>
            <Project name="shop :: next" lastBuildStatus="Success" webUrl="{Base}/shop/7/next/1" />
            """)).Before(Run("shop/8/next/1")).ShouldBe(AlertStatus.Resolved);

    private static StageLocator Run(string locator) => StageLocator.InUrl($"/pipelines/{locator}").ShouldNotBeNull();

    private static async Task<StageHistory> ReadAsync(string rows) =>
        (await new StageHistoryLookup(new FakeGoCd().WithCcTray(rows).Client()).FetchAsync(TestContext.Current.CancellationToken))
            .ShouldBeOfType<Fetched<StageHistory>.Got>().Value;
}
