using Mail2Alert.Routing;
using static Mail2Alert.Tests.Pipeline.Groups.GroupScene;

namespace Mail2Alert.Tests.Pipeline.Groups;

/// <summary>Alerts that nobody is told of for a time.</summary>
public sealed class HeldTests
{
    private static readonly Matcher.During Night =
        new("night", [new TimeWindow(TimeZoneInfo.Utc) { Hours = [new DayPart(60, 120)] }]);

    // The clock of these tests begins at 01:00.
    private static Route Muted(Grouping? grouping = null) => With(options => options with { Grouping = grouping, Mute = [Night] });

    [Fact]
    public async Task What_fires_and_what_is_new_is_told_as_it_came_when_a_mute_is_over()
    {
        await using var scene = await StartAsync(Muted());
        await scene.MailAsync("FIRING disk", "NEWS backup", "FIRING short", "RESOLVED short");
        await scene.PassAsync(TimeSpan.FromMinutes(59));
        scene.Told.ShouldBeEmpty();
        await scene.CrashAsync();

        await scene.PassAsync(TimeSpan.FromMinutes(2));
        scene.Titles.ShouldBe(["FIRING disk", "NEWS backup"], ignoreOrder: true);

        await scene.MailAsync("RESOLVED disk");
        await scene.PassAsync(1);
        scene.Titles.ShouldBe(["RESOLVED disk"]);
        scene.Groups.Count.ShouldBe(0);
        (await scene.MemoryAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_fires_again_before_its_end_was_told_goes_on_firing()
    {
        await using var scene = await StartAsync(Muted());
        await scene.MailAsync("FIRING disk");
        await scene.PassAsync(TimeSpan.FromMinutes(61));
        scene.Titles.ShouldBe(["FIRING disk"]);

        await scene.MailAsync("RESOLVED disk", "FIRING disk");
        await scene.PassAsync(60);
        scene.Told.ShouldBeEmpty();

        await scene.MailAsync("RESOLVED disk", "RESOLVED disk");
        await scene.PassAsync(60);
        scene.Titles.ShouldBe(["RESOLVED disk"]);
        (await scene.MemoryAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_group_that_is_muted_is_told_when_that_is_over()
    {
        await using var scene = await StartAsync(Muted(ByHost));
        await scene.MailAsync("FIRING disk host=web1", "FIRING short host=web1", "RESOLVED short host=web1");

        await scene.PassAsync(TimeSpan.FromMinutes(59));
        scene.Told.ShouldBeEmpty();
        await scene.PassAsync(TimeSpan.FromMinutes(6));

        scene.Titles.ShouldBe(["[FIRING:1] FIRING disk host=web1"]);
    }

    [Fact]
    public async Task Outside_of_active_nobody_is_told()
    {
        await using var scene = await StartAsync(With(options => options with { Active = [Night] }));
        await scene.MailAsync("FIRING disk");
        scene.Titles.ShouldBe(["FIRING disk"]);
        await scene.PassAsync(TimeSpan.FromHours(1));

        await scene.MailAsync("FIRING load");
        await scene.PassAsync(TimeSpan.FromHours(22));
        scene.Told.ShouldBeEmpty();
        await scene.PassAsync(TimeSpan.FromMinutes(61));

        scene.Titles.ShouldBe(["FIRING load"]);
    }

    [Fact]
    public async Task Silenced_news_is_never_told_and_what_fires_when_the_silence_ends()
    {
        await using var scene = await StartAsync(Route("ops"));
        Silence(scene);
        await scene.MailAsync("NEWS backup", "FIRING disk");

        await scene.PassAsync(TimeSpan.FromMinutes(11));

        scene.Titles.ShouldBe(["FIRING disk"]);
    }

    [Fact]
    public async Task The_end_of_what_was_told_is_told_in_a_silence_too()
    {
        await using var scene = await StartAsync(Route("ops"), Route("group", ByHost));
        await scene.MailAsync("FIRING disk");
        Silence(scene);
        await scene.MailAsync("FIRING disk");
        await scene.MailAsync("RESOLVED disk");
        await scene.PassAsync(TimeSpan.FromMinutes(20));

        scene.Titles.ShouldBe(["FIRING disk", "RESOLVED disk"]);
        scene.Groups.Count.ShouldBe(0);
    }

    [Fact]
    public async Task The_end_of_what_a_group_told_is_told_in_a_silence_too()
    {
        await using var scene = await StartAsync(Route("group", ByHost));
        await scene.MailAsync("FIRING disk", "FIRING load");
        await scene.PassAsync(30);
        Silence(scene);
        await scene.PassAsync(TimeSpan.FromMinutes(6));
        await scene.MailAsync("RESOLVED disk", "RESOLVED load");
        await scene.PassAsync(TimeSpan.FromMinutes(6));

        scene.Titles.ShouldBe(["[FIRING:2] {}", "[RESOLVED:2] {}"]);
    }

    [Fact]
    public async Task What_was_told_before_a_silence_is_not_told_again_after_it()
    {
        await using var scene = await StartAsync(Route("ops"));
        await scene.MailAsync("FIRING disk");
        Silence(scene);
        await scene.MailAsync("FIRING disk");
        await scene.PassAsync(TimeSpan.FromMinutes(20));

        scene.Titles.ShouldBe(["FIRING disk"]);
    }

    private static Route With(Func<RouteOptions, RouteOptions> change)
    {
        var route = Route("ops");
        return route with { Options = change(route.Options) };
    }

    private static void Silence(GroupScene scene)
    {
        var now = scene.Clock.GetUtcNow();
        scene.Silences.Put(new Silence("s", [], now, now.AddMinutes(10), "ann", "maintenance"));
    }
}
