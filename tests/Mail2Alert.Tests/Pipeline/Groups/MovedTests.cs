using Mail2Alert.Routing;
using static Mail2Alert.Tests.Pipeline.Groups.GroupScene;

namespace Mail2Alert.Tests.Pipeline.Groups;

/// <summary>Groups whose route is gone after the configuration has changed.</summary>
public sealed class MovedTests
{
    [Fact]
    public async Task What_others_are_to_hear_of_now_is_told_to_them()
    {
        await using var scene = await StartAsync(Route("ops", ByHost, host: "web1"));
        await scene.MailAsync("FIRING disk host=web1");
        await scene.PassAsync(30);
        scene.Told.Count.ShouldBe(1);

        await scene.CrashAsync(Route("dev", ByHost, Dev));
        await scene.PassAsync(TimeSpan.FromHours(1));

        scene.Told.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            telling => telling.Target.ShouldBe(Dev), telling => telling.Title.ShouldBe("[FIRING:1] FIRING disk host=web1"));
    }

    [Fact]
    public async Task What_the_same_people_heard_is_not_said_again_before_repeat_and_its_end_is()
    {
        await using var scene = await StartAsync(Route("ops", ByHost, host: "web1"));
        await scene.MailAsync("FIRING disk host=web1");
        await scene.PassAsync(30);
        var first = scene.Told.ShouldHaveSingleItem().At;

        await scene.CrashAsync(Route("everything", ByHost));
        await scene.PassAsync(TimeSpan.FromHours(3));
        await scene.CrashAsync();
        await scene.PassAsync(TimeSpan.FromHours(2));
        scene.Told.ShouldHaveSingleItem().At.ShouldBeGreaterThan(first.AddHours(4));

        await scene.MailAsync("RESOLVED disk host=web1");
        await scene.PassAsync(TimeSpan.FromMinutes(5));
        scene.Titles.ShouldBe(["[RESOLVED:1] RESOLVED disk host=web1"]);
        (await scene.MemoryAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_waited_is_told_by_routes_that_do_not_group()
    {
        await using var scene = await StartAsync(Route("ops", ByHost, host: "web1"));
        await scene.MailAsync("FIRING disk host=web1", "NEWS backup host=web1");

        await scene.CrashAsync(Route("everything"));
        await scene.PassAsync(TimeSpan.FromMinutes(1));

        scene.Titles.ShouldBe(["FIRING disk host=web1", "NEWS backup host=web1"], ignoreOrder: true);
        await scene.MailAsync("RESOLVED disk host=web1");
        await scene.PassAsync(10);
        scene.Titles.ShouldBe(["RESOLVED disk host=web1"]);
    }

    [Fact]
    public async Task An_edit_elsewhere_changes_nothing()
    {
        await using var scene = await StartAsync(Route("ops", ByHost));
        await scene.MailAsync("FIRING disk host=web1");
        await scene.PassAsync(30);
        scene.Told.Count.ShouldBe(1);

        await scene.CrashAsync(Route("new", to: Dev, host: "web2"), Route("ops", ByHost));
        await scene.PassAsync(TimeSpan.FromHours(3));

        scene.Told.ShouldBeEmpty();
    }

    [Fact]
    public async Task Where_nobody_is_to_hear_of_it_any_more_nothing_is_kept()
    {
        await using var scene = await StartAsync(Route("ops", ByHost, host: "web1"));
        await scene.MailAsync("FIRING disk host=web1", "NEWS backup host=web1");
        await scene.PassAsync(30);

        await scene.CrashAsync(Route("other", ByHost, host: "web2"));

        (await scene.MemoryAsync()).ShouldBeEmpty();
        scene.Groups.Count.ShouldBe(0);
    }

    [Fact]
    public async Task Who_heard_at_once_that_it_fires_hears_at_once_that_it_is_over_whatever_the_route_is_called()
    {
        await using var scene = await StartAsync(Route("ops"));
        await scene.MailAsync("FIRING disk host=web1");
        scene.Told.Count.ShouldBe(1);

        await scene.CrashAsync(Route("dev", ByHost, Dev) with { Continue = true }, Route("ops", Grouping.Default));
        await scene.MailAsync("RESOLVED disk host=web1");
        await scene.PassAsync(TimeSpan.FromHours(1));

        scene.Told.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            telling => telling.Target.ShouldBe(Ops), telling => telling.Title.ShouldBe("RESOLVED disk host=web1"));
    }

    [Fact]
    public async Task A_group_that_tells_others_now_begins_anew_and_who_heard_of_it_hears_of_the_end_elsewhere()
    {
        await using var scene = await StartAsync(Route("ops", ByHost));
        await scene.MailAsync("FIRING disk host=web1");
        await scene.PassAsync(30);
        scene.Told.ShouldHaveSingleItem().Target.ShouldBe(Ops);

        await scene.CrashAsync(Route("dev", ByHost, Dev) with { Continue = true }, Route("ops", ByHost));
        await scene.CrashAsync();
        await scene.MailAsync("RESOLVED disk host=web1");
        await scene.PassAsync(TimeSpan.FromHours(1));

        scene.Told.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            telling => telling.Target.ShouldBe(Ops), telling => telling.Title.ShouldBe("[RESOLVED:1] RESOLVED disk host=web1"));
        (await scene.MemoryAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_group_that_is_kept_knows_what_its_people_heard_of_another()
    {
        await using var scene = await StartAsync(
            Route("dev", ByHost, Dev) with { Continue = true }, Route("ops", Grouping.Default));
        await scene.MailAsync("FIRING disk host=web1");
        await scene.PassAsync(30);
        scene.Told.Select(telling => telling.Target).ShouldBe([Dev, Ops], ignoreOrder: true);

        await scene.CrashAsync(Route("ops", ByHost));
        await scene.PassAsync(TimeSpan.FromHours(1));
        scene.Told.ShouldBeEmpty();
        await scene.MailAsync("RESOLVED disk host=web1");
        await scene.PassAsync(TimeSpan.FromHours(1));

        scene.Told.ShouldHaveSingleItem().Target.ShouldBe(Ops);
    }

    [Fact]
    public async Task Who_heard_at_once_hears_nothing_again_when_an_escalation_is_gone_and_hears_of_the_end()
    {
        var route = Route("ops");
        await using var scene = await StartAsync(Escalated(route));
        await scene.MailAsync("FIRING disk");
        scene.Told.Count.ShouldBe(1);

        await scene.CrashAsync(route);
        await scene.PassAsync(TimeSpan.FromHours(1));
        scene.Told.ShouldBeEmpty();
        await scene.MailAsync("RESOLVED disk");
        await scene.PassAsync(TimeSpan.FromHours(1));

        scene.Titles.ShouldBe(["RESOLVED disk"]);
        (await scene.MemoryAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_was_kept_quiet_by_itself_is_told_once_where_the_route_groups_now()
    {
        var route = Route("ops");
        var night = new Matcher.During("night", [new TimeWindow(TimeZoneInfo.Utc) { Hours = [new DayPart(60, 120)] }]);
        await using var scene = await StartAsync(route with { Options = route.Options with { Mute = [night] } });
        await scene.MailAsync("FIRING disk");

        await scene.CrashAsync(Route("ops", ByHost));
        await scene.MailAsync("FIRING disk");
        await scene.PassAsync(TimeSpan.FromHours(1));
        scene.Titles.ShouldBe(["[FIRING:1] FIRING disk"]);
        await scene.MailAsync("RESOLVED disk");
        await scene.PassAsync(TimeSpan.FromHours(1));

        scene.Titles.ShouldBe(["[RESOLVED:1] RESOLVED disk"]);
    }

    [Fact]
    public async Task News_that_waits_is_told_once_also_where_the_route_escalates_now()
    {
        await using var scene = await StartAsync(Route("ops", ByHost));
        await scene.MailAsync("NEWS backup host=web1");

        await scene.CrashAsync(Escalated(Route("ops")));
        await scene.PassAsync(TimeSpan.FromHours(1));

        scene.Told.ShouldHaveSingleItem().Target.ShouldBe(Ops);
        (await scene.MemoryAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Who_heard_that_it_fires_hears_of_the_end_also_when_the_group_has_one_more_to_tell_by_then(bool crashesTwice)
    {
        await using var scene = await StartAsync(Route("ops", ByHost));
        await scene.MailAsync("FIRING disk", "FIRING load");
        await scene.PassAsync(30);
        scene.Told.Count.ShouldBe(1);

        var more = Route("ops", ByHost);
        await scene.CrashAsync(more with { Options = more.Options with { To = [new Receiver("both", [Ops, Dev])] } });
        if (crashesTwice)
            await scene.CrashAsync();
        await scene.MailAsync("RESOLVED disk");
        await scene.PassAsync(TimeSpan.FromMinutes(5));
        scene.Told.Select(telling => (telling.Target, telling.Title)).ShouldBe(
            [(Ops, "[FIRING:1, RESOLVED:1] {}"), (Dev, "[FIRING:1, RESOLVED:1] {}")], ignoreOrder: true);

        await scene.MailAsync("RESOLVED load");
        await scene.PassAsync(TimeSpan.FromHours(1));
        scene.Told.Select(telling => telling.Target).ShouldBe([Ops, Dev], ignoreOrder: true);
        (await scene.MemoryAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_end_of_all_that_a_group_told_is_told_also_when_it_has_one_more_to_tell_by_then()
    {
        await using var scene = await StartAsync(Route("ops", ByHost));
        await scene.MailAsync("FIRING disk");
        await scene.PassAsync(30);
        scene.Told.Count.ShouldBe(1);

        await scene.CrashAsync(
            Route("ops", ByHost) with { Options = Route("ops", ByHost).Options with { To = [new Receiver("both", [Ops, Dev])] } });
        await scene.MailAsync("RESOLVED disk");
        await scene.PassAsync(TimeSpan.FromMinutes(5));

        scene.Told.Select(telling => telling.Title).ShouldContain("[RESOLVED:1] RESOLVED disk");
        (await scene.MemoryAsync()).ShouldBeEmpty();
    }

    private static Route Escalated(Route route) =>
        route with { Options = route.Options with { Escalation = [new EscalationStep(TimeSpan.FromMinutes(15), new Receiver("boss", [Boss]))] } };
}
