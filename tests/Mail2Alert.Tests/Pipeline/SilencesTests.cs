using Mail2Alert.Pipeline;
using Mail2Alert.Tests.Pipeline.Watching;
using Mail2Alert.Web.Desk;
using static Mail2Alert.Tests.Storage.StoreTest;

namespace Mail2Alert.Tests.Pipeline;

public sealed class SilencesTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Theory]
    [InlineData("host", 60, "r", "'host' is not a matcher: write it as host=web1, host!=web1, host=~\"web.*\" or host!~\"web.*\"")]
    [InlineData("host=~(", 60, "r", "'host=~(' is not a matcher: the regular expression is wrong: insufficient closing parentheses, at character")]
    [InlineData("host=~.*", 60, "r", "that would silence alerts without any of these labels, too")]
    [InlineData("host=web1", 0, "r", "the end of the silence is in the past")]
    [InlineData("host=web1", 60, " ", "a silence needs a reason: whoever is not told wants to know why")]
    public async Task Says_why_there_can_be_no_such_silence(string matcher, int minutes, string reason, string refusal)
    {
        await using var alerts = await WatchedAlerts.OpenAsync();

        var report = await alerts.Desk.SilenceAsync(
            new SilenceOrder([matcher], null, alerts.Now + TimeSpan.FromMinutes(minutes), "anna", reason), Cancellation);

        report.Silence.ShouldBeNull();
        report.Refusal!.ShouldStartWith(refusal);
        (await alerts.Desk.SilencesAsync(Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Says_how_many_alerts_that_fire_match()
    {
        await using var alerts = await WatchedAlerts.OpenAsync();
        await alerts.MailAsync("FIRING disk host=web1");
        await alerts.MailAsync("FIRING fan host=web1");
        await alerts.MailAsync("RESOLVED fan host=web1");

        var report = await alerts.Desk.SilenceAsync(new SilenceOrder(["host=web1"], null, alerts.Now + Hour, "anna", "new disks"), Cancellation);

        report.Firing.ShouldBe(1);
    }

    [Fact]
    public async Task There_are_no_more_than_a_thousand_and_those_that_are_over_do_not_count()
    {
        await using var alerts = await WatchedAlerts.OpenAsync();
        var first = await alerts.SilenceAsync(Hour, "host=web0");
        await Task.WhenAll(Enumerable.Range(1, Silences.Most - 1).Select(i => alerts.SilenceAsync(Hour, $"host=web{i}")));
        var order = new SilenceOrder(["host=db"], null, alerts.Now + Hour, "anna", "new disks");

        (await alerts.Desk.SilenceAsync(order, Cancellation)).Refusal
            .ShouldBe("there are 1000 silences already: end some that are not needed any more");
        await alerts.EndAsync(first);

        (await alerts.Desk.SilenceAsync(order, Cancellation)).Refusal.ShouldBeNull();
    }

    [Fact]
    public async Task What_is_over_is_listed_for_five_days_and_then_forgotten()
    {
        await using var alerts = await WatchedAlerts.OpenAsync();
        var old = await alerts.SilenceAsync(Hour, "host=web1");
        await alerts.PassAsync(Hour + TimeSpan.FromDays(4));
        (await alerts.Desk.SilencesAsync(Cancellation)).Single().State.ShouldBe("expired");

        await alerts.PassAsync(TimeSpan.FromDays(1));
        var other = await alerts.SilenceAsync(Hour, "host=web2");
        await alerts.CrashAsync();

        (await alerts.Desk.SilencesAsync(Cancellation)).Single().Id.ShouldBe(other);
        (await alerts.Desk.EndSilenceAsync(new SilenceName(old), Cancellation)).Refusal.ShouldBe($"there is no silence {old}; `mail2alert silence list` shows all");
    }
}
