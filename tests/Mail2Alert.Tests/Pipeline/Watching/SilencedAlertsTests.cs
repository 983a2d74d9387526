using Mail2Alert.Pipeline;
using Mail2Alert.Routing;
using Mail2Alert.Web.Desk;
using static Mail2Alert.Tests.Storage.StoreTest;

namespace Mail2Alert.Tests.Pipeline.Watching;

public sealed class SilencedAlertsTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public async Task While_a_silence_lasts_nobody_is_told_of_what_matches_and_its_story_says_why()
    {
        await using var alerts = await WatchedAlerts.OpenAsync();
        var silence = await alerts.SilenceAsync(Hour, "host=web1");

        var mail = await alerts.MailAsync("FIRING disk host=web1");
        await alerts.MailAsync("FIRING fan host=web2");
        await alerts.PassAsync(Hour / 2);

        (await alerts.ToldAsync()).ShouldBe(["ops: FIRING fan host=web2"]);
        (await alerts.WhyAsync(mail)).ShouldContain(
            $"route 1: nobody is told now: silenced by anna until 2026-11-23 02:00 UTC: new disks (silence {silence})");
    }

    [Fact]
    public async Task What_opened_meanwhile_and_still_fires_is_told_with_its_mail_when_the_silence_ends()
    {
        await using var alerts = await WatchedAlerts.OpenAsync();
        await alerts.SilenceAsync(Hour, "host=web1");
        var mail = await alerts.MailAsync("FIRING disk host=web1");

        await alerts.PassAsync(Hour + WatchedAlerts.Look);

        (await alerts.ToldAsync()).ShouldBe(["ops: FIRING disk host=web1"]);
        (await alerts.WhyAsync(mail)).ShouldContain("silenced by anna");
        (await alerts.WhyAsync(mail)).ShouldContain("route 1: nothing keeps it quiet any more: told to ops");
        await alerts.PassAsync(Hour);
        await alerts.MailAsync("RESOLVED disk host=web1");
        (await alerts.ToldAsync()).ShouldBe(["ops: RESOLVED disk host=web1"]);
    }

    [Fact]
    public async Task A_silence_that_is_ended_is_over_at_once()
    {
        await using var alerts = await WatchedAlerts.OpenAsync();
        var silence = await alerts.SilenceAsync(Hour, "host=web1");
        await alerts.MailAsync("FIRING disk host=web1");
        await alerts.PassAsync(WatchedAlerts.Look);
        await alerts.MailAsync("FIRING fan host=web1");
        (await alerts.ToldAsync()).ShouldBeEmpty();

        await alerts.EndAsync(silence);

        (await alerts.ToldAsync()).ShouldBe(["ops: FIRING disk host=web1", "ops: FIRING fan host=web1"], ignoreOrder: true);
        (await alerts.Desk.EndSilenceAsync(new SilenceName(silence), Cancellation)).Refusal.ShouldBe($"the silence {silence} is over already");
    }

    [Fact]
    public async Task Who_never_heard_that_it_fires_does_not_hear_that_it_is_over()
    {
        await using var alerts = await WatchedAlerts.OpenAsync();
        await alerts.SilenceAsync(Hour, "host=web1");
        await alerts.MailAsync("FIRING disk host=web1");
        await alerts.PassAsync(Hour / 2);

        await alerts.MailAsync("RESOLVED disk host=web1");
        await alerts.MailAsync("RESOLVED fan host=web1");
        await alerts.PassAsync(Hour);

        (await alerts.ToldAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_heard_that_it_fires_hears_that_it_is_over_in_spite_of_a_silence()
    {
        await using var alerts = await WatchedAlerts.OpenAsync();
        await alerts.MailAsync("FIRING disk host=web1");
        (await alerts.ToldAsync()).Count.ShouldBe(1);
        await alerts.SilenceAsync(Hour, "host=web1");
        var again = await alerts.MailAsync("FIRING disk host=web1");
        await alerts.PassAsync(WatchedAlerts.Look);
        (await alerts.ToldAsync()).ShouldBeEmpty();
        (await alerts.WhyAsync(again)).ShouldContain("route 1: nobody is told again: silenced by anna");

        await alerts.CrashAsync();
        await alerts.MailAsync("RESOLVED disk host=web1");

        (await alerts.ToldAsync()).ShouldBe(["ops: RESOLVED disk host=web1"]);
    }

    [Fact]
    public async Task News_that_is_silenced_is_kept_and_never_told()
    {
        await using var alerts = await WatchedAlerts.OpenAsync();
        var silence = await alerts.SilenceAsync(Hour, "host=web1");
        var mail = await alerts.MailAsync("NEWS update host=web1");
        await alerts.EndAsync(silence);

        (await alerts.ToldAsync()).ShouldBeEmpty();
        (await alerts.WhyAsync(mail)).ShouldContain("route 1: nobody is told: silenced by anna");
    }

    [Fact]
    public async Task Silences_and_what_they_keep_quiet_survive_a_crash()
    {
        await using var alerts = await WatchedAlerts.OpenAsync();
        var silence = await alerts.SilenceAsync(Hour, "host=~\"web[0-9]+\"", "severity!=critical");
        await alerts.MailAsync("FIRING disk host=web1");

        await alerts.CrashAsync();
        await alerts.MailAsync("FIRING fan host=web2");
        await alerts.MailAsync("FIRING fire host=web2 severity=critical");
        await alerts.PassAsync(WatchedAlerts.Look);
        (await alerts.ToldAsync()).ShouldBe(["ops: FIRING fire host=web2 severity=critical"]);

        await alerts.EndAsync(silence);
        (await alerts.ToldAsync()).ShouldBe(["ops: FIRING disk host=web1", "ops: FIRING fan host=web2"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_mail_between_the_end_and_the_next_look_tells_nobody_twice()
    {
        await using var alerts = await WatchedAlerts.OpenAsync();
        var silence = await alerts.SilenceAsync(Hour, "host=web1");
        await alerts.MailAsync("FIRING disk host=web1");
        await alerts.EndAsync(silence);

        var second = await alerts.MailAsync("FIRING disk host=web1 turn=2");

        (await alerts.WhyAsync(second)).ShouldContain("route 1: told as soon as nothing keeps it quiet");
        (await alerts.ToldAsync()).ShouldBe(["ops: FIRING disk host=web1 turn=2"]);
        await alerts.MailAsync("FIRING disk host=web1 turn=3");
        (await alerts.ToldAsync()).ShouldBe(["ops: FIRING disk host=web1 turn=3"]);
    }

    [Fact]
    public async Task A_group_keeps_quiet_about_those_of_it_that_are_silenced()
    {
        var grouping = new Grouping(["host"], TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(5), TimeSpan.FromHours(4));
        await using var alerts = await WatchedAlerts.OpenAsync(RouteOptions.Default with { Grouping = grouping });
        await alerts.MailAsync("FIRING disk host=web1 part=a");
        await alerts.MailAsync("FIRING disk-b host=web1 part=b");
        await alerts.PassAsync(grouping.Wait);
        (await alerts.ToldAsync()).ShouldHaveSingleItem().ShouldContain("[FIRING:2]");

        await alerts.SilenceAsync(Hour, "part=~.+");
        await alerts.PassAsync(grouping.Interval);
        await alerts.MailAsync("RESOLVED disk host=web1 part=a");
        await alerts.MailAsync("FIRING fan host=web1 part=c");
        await alerts.PassAsync(grouping.Interval);

        // One is over, and had been told; the new one was not.
        (await alerts.ToldAsync()).ShouldHaveSingleItem().ShouldContain("[RESOLVED:1] RESOLVED disk ");
        await alerts.MailAsync("RESOLVED disk-b host=web1 part=b");
        await alerts.PassAsync(grouping.Interval);
        (await alerts.ToldAsync()).ShouldHaveSingleItem().ShouldContain("[RESOLVED:1] RESOLVED disk-b ");
        await alerts.PassAsync(Hour);
        (await alerts.ToldAsync()).ShouldHaveSingleItem().ShouldContain("[FIRING:1] FIRING fan ");
    }

    [Fact]
    public async Task A_silence_that_begins_later_silences_later()
    {
        await using var alerts = await WatchedAlerts.OpenAsync();
        await alerts.Desk.SilenceAsync(new SilenceOrder(["host=web1"], alerts.Now + Hour, alerts.Now + (2 * Hour), "anna", "new disks"), Cancellation);
        (await alerts.Desk.SilencesAsync(Cancellation)).Single().State.ShouldBe("pending");

        await alerts.MailAsync("FIRING disk host=web1");
        (await alerts.ToldAsync()).Count.ShouldBe(1);
        await alerts.PassAsync(Hour);
        await alerts.MailAsync("FIRING fan host=web1");
        (await alerts.ToldAsync()).ShouldBeEmpty();
    }
}
