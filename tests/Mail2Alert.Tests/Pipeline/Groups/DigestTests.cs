using Mail2Alert.Routing;
using static Mail2Alert.Tests.Pipeline.Groups.GroupScene;

namespace Mail2Alert.Tests.Pipeline.Groups;

/// <summary>Groups that are told at times of day.</summary>
public sealed class DigestTests
{
    private static readonly TimeZoneInfo Stockholm = TimeZoneInfo.FindSystemTimeZoneById("Europe/Stockholm");
    private static readonly Digest Morning = new([new TimeOnly(8, 0)], Stockholm);

    [Theory]
    [InlineData("2026-03-28T06:00Z", "2026-03-28T07:00Z")]
    [InlineData("2026-03-28T07:00Z", "2026-03-29T06:00Z")]
    [InlineData("2026-10-24T06:00Z", "2026-10-25T07:00Z")]
    public void Comes_at_the_same_time_by_the_clock_across_daylight_saving(string after, string next) =>
        Morning.Next(At(after)).ShouldBe(At(next));

    [Theory]
    // 02:30 is left out on 29 March, and comes twice on 25 October.
    [InlineData("2026-03-28T12:00Z", "2026-03-29T01:30Z")]
    [InlineData("2026-03-29T01:30Z", "2026-03-30T00:30Z")]
    [InlineData("2026-10-25T00:00Z", "2026-10-25T00:30Z")]
    [InlineData("2026-10-25T00:30Z", "2026-10-26T01:30Z")]
    public void Comes_once_on_days_whose_hour_is_left_out_or_repeated(string after, string next) =>
        new Digest([new TimeOnly(2, 30)], Stockholm).Next(At(after)).ShouldBe(At(next));

    [Fact]
    public void Comes_at_the_next_of_several_times() =>
        new Digest([new TimeOnly(16, 0), new TimeOnly(8, 0)], TimeZoneInfo.Utc).Next(At("2026-11-23T09:00Z")).ShouldBe(At("2026-11-23T16:00Z"));

    [Fact]
    public async Task Tells_once_what_came_and_also_what_went_since_the_last()
    {
        await using var scene = await StartAsync(Route("ops", Grouping.Default with { Digest = Morning, Repeat = null }));
        await scene.MailAsync("FIRING disk", "FIRING short", "RESOLVED short", "NEWS backup");
        await scene.CrashAsync();

        await scene.PassAsync(TimeSpan.FromDays(3));

        scene.Told.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            telling => telling.Title.ShouldBe("[FIRING:1, RESOLVED:1, NEWS:1] {}"), telling => telling.At.ShouldBe(At("2026-11-23T07:00Z")));
        await scene.MailAsync("RESOLVED disk");
        await scene.PassAsync(TimeSpan.FromDays(1));
        scene.Titles.ShouldBe(["[RESOLVED:1] RESOLVED disk"]);
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
