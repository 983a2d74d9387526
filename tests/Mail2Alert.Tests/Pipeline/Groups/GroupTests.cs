using Mail2Alert.Tests.Storage;
using static Mail2Alert.Tests.Pipeline.Groups.GroupScene;

namespace Mail2Alert.Tests.Pipeline.Groups;

/// <summary>From mails to the notice of a group, with a store.</summary>
public sealed class GroupTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task What_fires_within_the_wait_is_told_once_when_it_is_over()
    {
        await using var scene = await StartAsync(Route("ops", ByHost));
        await scene.MailAsync("FIRING disk host=web1", "FIRING load host=web1", "FIRING disk-2 host=web2");

        await scene.PassAsync(29);
        scene.Told.ShouldBeEmpty();
        await scene.PassAsync(1);

        var told = scene.Told;
        told.Select(telling => telling.Title).ShouldBe(["[FIRING:2] {host=\"web1\"}", "[FIRING:1] FIRING disk-2 host=web2"], ignoreOrder: true);
        told.Single(telling => telling.Title.Contains("web1")).Text.ShouldContain("* FIRING load host=web1");
        await scene.PassAsync(TimeSpan.FromHours(4));
        scene.Told.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_joins_later_and_what_resolves_is_told_at_the_next_interval()
    {
        await using var scene = await StartAsync(Route("ops", ByHost));
        await scene.MailAsync("FIRING disk host=web1");
        await scene.PassAsync(31);
        await scene.MailAsync("RESOLVED disk host=web1", "FIRING load host=web1");
        scene.Told.Count.ShouldBe(1);

        await scene.PassAsync(5 * Minute);
        scene.Titles.ShouldBe(["[FIRING:1, RESOLVED:1] {host=\"web1\"}"]);
        await scene.MailAsync("RESOLVED load host=web1");
        await scene.PassAsync(5 * Minute);
        scene.Titles.ShouldBe(["[RESOLVED:1] RESOLVED load host=web1"]);
    }

    [Fact]
    public async Task What_still_fires_is_told_again_after_repeat_and_not_before()
    {
        await using var scene = await StartAsync(Route("ops", ByHost));
        var start = scene.Clock.GetUtcNow();
        await scene.MailAsync("FIRING disk host=web1");

        await scene.PassAsync(TimeSpan.FromHours(9));

        var told = scene.Told.Select(telling => telling.At - start).ToList();
        told.Count.ShouldBe(3);
        told.Zip(told.Skip(1), (first, second) => second - first).ShouldAllBe(gap => gap > TimeSpan.FromHours(4) && gap <= TimeSpan.FromHours(4) + 5 * Minute);
    }

    [Fact]
    public async Task A_crash_within_the_wait_loses_nothing_and_does_not_begin_the_wait_again()
    {
        await using var scene = await StartAsync(Route("ops", ByHost));
        await scene.MailAsync("FIRING disk host=web1", "NEWS backup host=web1");
        await scene.PassAsync(20);

        await scene.CrashAsync();
        scene.Told.ShouldBeEmpty();
        await scene.PassAsync(10);

        scene.Titles.ShouldBe(["[FIRING:1, NEWS:1] {host=\"web1\"}"]);
    }

    [Fact]
    public async Task A_crash_after_a_notice_repeats_nothing_and_still_tells_the_end()
    {
        await using var scene = await StartAsync(Route("ops", ByHost));
        await scene.MailAsync("FIRING disk host=web1", "FIRING load host=web1");
        await scene.PassAsync(30);
        scene.Told.Count.ShouldBe(1);

        await scene.CrashAsync();
        await scene.PassAsync(TimeSpan.FromHours(3));
        scene.Told.ShouldBeEmpty();

        await scene.MailAsync("RESOLVED disk host=web1");
        await scene.CrashAsync();
        await scene.PassAsync(5 * Minute);
        scene.Titles.ShouldBe(["[FIRING:1, RESOLVED:1] {host=\"web1\"}"]);
    }

    [Fact]
    public async Task What_resolved_just_before_a_crash_is_told_after_it_when_nothing_else_fires()
    {
        await using var scene = await StartAsync(Route("ops", ByHost));
        await scene.MailAsync("FIRING disk host=web1");
        await scene.PassAsync(30);
        await scene.MailAsync("RESOLVED disk host=web1");
        await scene.CrashAsync();

        await scene.PassAsync(5 * Minute);

        scene.Titles.ShouldBe(["[FIRING:1] FIRING disk host=web1", "[RESOLVED:1] RESOLVED disk host=web1"]);
    }

    [Fact]
    public async Task A_commit_that_fails_is_made_again_and_told_once()
    {
        await using var scene = await StartAsync(Route("ops", ByHost));
        await scene.MailAsync("FIRING disk host=web1");
        scene.BreakDisk();

        await scene.PassAsync(32);
        scene.Told.ShouldBeEmpty();
        scene.MendDisk();
        await scene.PassAsync(Minute);

        scene.Titles.ShouldBe(["[FIRING:1] FIRING disk host=web1"]);
    }

    [Fact]
    public async Task News_is_told_with_its_group_and_then_forgotten()
    {
        await using var scene = await StartAsync(Route("ops", ByHost));
        await scene.MailAsync("NEWS backup host=web1", "NEWS backup host=web1");
        (await scene.MemoryAsync()).Count.ShouldBe(2);

        await scene.PassAsync(30);

        scene.Titles.ShouldBe(["[NEWS:2] {host=\"web1\"}"]);
        (await scene.MemoryAsync()).ShouldBeEmpty();
        scene.Groups.Count.ShouldBe(0);
    }

    [Fact]
    public async Task When_all_is_over_nothing_is_remembered_of_groups()
    {
        await using var scene = await StartAsync(Route("ops", ByHost));
        await scene.MailAsync("FIRING disk host=web1", "FIRING load host=web2");
        await scene.PassAsync(30);
        (await scene.MemoryAsync()).Count.ShouldBe(2);

        await scene.MailAsync("RESOLVED disk host=web1", "RESOLVED load host=web2");
        await scene.PassAsync(5 * Minute);

        (await scene.MemoryAsync()).ShouldBeEmpty();
        (scene.Groups.Count, scene.Groups.Members).ShouldBe((0, 0));
        (await scene.Store.AlertsAsync(10, StoreTest.Cancellation)).ShouldAllBe(alert => alert.State.Status == Mail2Alert.Alerts.AlertStatus.Resolved);
    }

    [Fact]
    public async Task What_finds_no_room_in_its_group_is_told_by_itself()
    {
        await using var scene = new GroupScene(Route("ops", ByHost)) { Limits = new() { GroupMembers = 1 } };
        await scene.StartAsync();

        await scene.MailAsync("FIRING disk host=web1", "FIRING load host=web1", "RESOLVED load host=web1");
        scene.Titles.ShouldBe(["FIRING load host=web1", "RESOLVED load host=web1"]);
        await scene.PassAsync(30);
        scene.Titles.ShouldBe(["[FIRING:1] FIRING disk host=web1"]);
    }

    [Fact]
    public async Task A_mail_that_only_its_group_tells_is_acknowledged_when_it_is_on_disk()
    {
        await using var scene = await StartAsync(Route("ops", ByHost));
        scene.BreakDisk();
        (await scene.AnswerAsync("FIRING disk host=web1")).ShouldBe(451);
        scene.MendDisk();
        (await scene.AnswerAsync("FIRING disk host=web1")).ShouldBe(250);
        await scene.CrashAsync();

        await scene.PassAsync(31);
        scene.Titles.ShouldBe(["[FIRING:1] FIRING disk host=web1"]);

        (await scene.AnswerAsync("RESOLVED disk host=web1")).ShouldBe(250);
        await scene.CrashAsync();
        await scene.PassAsync(5 * Minute);
        scene.Titles.ShouldBe(["[RESOLVED:1] RESOLVED disk host=web1"]);
    }

    [Fact]
    public async Task What_is_urgent_does_not_wait_and_its_end_neither()
    {
        var urgent = Is("severity", "critical");
        await using var scene = await StartAsync(Route("ops", ByHost with { Urgent = urgent }));

        await scene.MailAsync("FIRING disk severity=critical", "RESOLVED disk severity=info");

        scene.Titles.ShouldBe(["FIRING disk severity=critical", "RESOLVED disk severity=info"]);
        scene.Groups.Count.ShouldBe(0);
    }

    [Fact]
    public async Task Who_heard_at_once_and_again_with_the_group_hears_of_the_end_once()
    {
        await using var scene = await StartAsync(Route("ops", ByHost with { Urgent = Is("severity", "critical") }));
        await scene.MailAsync("FIRING disk severity=critical", "FIRING disk severity=warning");
        await scene.PassAsync(30);
        scene.Titles.ShouldBe(["FIRING disk severity=critical", "[FIRING:1] FIRING disk severity=warning"]);

        await scene.MailAsync("RESOLVED disk");
        await scene.PassAsync(5 * Minute);

        scene.Titles.ShouldBe(["[RESOLVED:1] RESOLVED disk"]);
        (await scene.MemoryAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_notice_shows_so_many_alerts_and_counts_the_rest()
    {
        await using var scene = new GroupScene(Route("ops", ByHost)) { Limits = new() { GroupShown = 2 } };
        await scene.StartAsync();
        await scene.MailAsync("FIRING a host=web1", "FIRING b host=web1", "FIRING c host=web1");

        await scene.PassAsync(30);

        scene.Told.ShouldHaveSingleItem().Text.ShouldSatisfyAllConditions(
            text => text.ShouldContain("FIRING b"), text => text.ShouldNotContain("FIRING c"), text => text.ShouldContain("and 1 more"));
    }
}
