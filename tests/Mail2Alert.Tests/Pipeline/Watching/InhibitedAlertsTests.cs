using Mail2Alert.Routing;
using static Mail2Alert.Tests.Storage.StoreTest;

namespace Mail2Alert.Tests.Pipeline.Watching;

public sealed class InhibitedAlertsTests
{
    private static readonly InhibitRule Rule = new(Is("critical"), Is("warning"), ["host"]);

    [Fact]
    public async Task While_the_cause_fires_its_consequences_are_quiet_and_those_that_last_are_told_afterwards()
    {
        await using var alerts = await WatchedAlerts.OpenAsync(inhibit: Rule);
        await alerts.MailAsync("FIRING down host=web1 severity=critical");
        var quiet = await alerts.MailAsync("FIRING slow host=web1 severity=warning");
        await alerts.MailAsync("FIRING slow-too host=web2 severity=warning");
        await alerts.MailAsync("FIRING brief host=web1 severity=warning");
        await alerts.PassAsync(WatchedAlerts.Look);

        (await alerts.ToldAsync()).ShouldBe(["ops: FIRING down host=web1 severity=critical", "ops: FIRING slow-too host=web2 severity=warning"]);
        (await alerts.WhyAsync(quiet)).ShouldContain("route 1: nobody is told now: kept quiet while words: down fires");
        (await alerts.Desk.ListAsync(new(true, 10), Cancellation)).Alerts.Single(alert => alert.Key == "slow").Quiet
            .ShouldBe("kept quiet while words: down fires");

        await alerts.MailAsync("RESOLVED brief host=web1 severity=warning");
        await alerts.MailAsync("RESOLVED down host=web1 severity=critical");
        await alerts.PassAsync(WatchedAlerts.Look);

        (await alerts.ToldAsync()).ShouldBe(["ops: RESOLVED down host=web1 severity=critical", "ops: FIRING slow host=web1 severity=warning"]);
    }

    [Fact]
    public async Task What_fires_keeps_others_quiet_after_a_crash_too()
    {
        await using var alerts = await WatchedAlerts.OpenAsync(inhibit: Rule);
        await alerts.MailAsync("FIRING down host=web1 severity=critical");
        await alerts.ToldAsync();

        await alerts.CrashAsync();
        await alerts.MailAsync("FIRING slow host=web1 severity=warning");
        await alerts.PassAsync(WatchedAlerts.Look);

        (await alerts.ToldAsync()).ShouldBeEmpty();
    }

    private static Matcher.OneOf Is(string severity) => new("severity", new HashSet<string> { severity });
}
