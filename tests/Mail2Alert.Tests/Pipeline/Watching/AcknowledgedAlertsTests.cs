using Mail2Alert.Alerts;
using Mail2Alert.Pipeline;
using Mail2Alert.Routing;
using Mail2Alert.Web.Desk;
using static Mail2Alert.Tests.Storage.StoreTest;

namespace Mail2Alert.Tests.Pipeline.Watching;

public sealed class AcknowledgedAlertsTests
{
    [Fact]
    public async Task An_acknowledged_alert_is_listed_as_such_and_its_story_says_so()
    {
        await using var alerts = await WatchedAlerts.OpenAsync();
        var mail = await alerts.MailAsync("FIRING disk host=web1");
        await alerts.MailAsync("RESOLVED fan");
        var id = (await alerts.Desk.ListAsync(new AlertQuery(IsFiring: true, 10), Cancellation)).Alerts.ShouldHaveSingleItem().Id;

        (await alerts.Desk.AcknowledgeAsync(new AcknowledgeOrder(id, null, "anna", true), Cancellation)).ShouldBe(new AcknowledgedAlert("words", "disk", null));

        await alerts.CrashAsync();
        var listing = await alerts.Desk.ListAsync(new AlertQuery(IsFiring: false, 10), Cancellation);
        listing.Count.ShouldBe(2);
        listing.Alerts[0].ShouldBe(new ListedAlert(
            id, "words", "disk", AlertStatus.Firing, alerts.Now, "FIRING disk host=web1", mail, "anna", alerts.Now, null));
        (await alerts.WhyAsync(mail)).ShouldEndWith("acknowledged by anna");
    }

    [Fact]
    public async Task An_acknowledgement_ends_with_the_recovery()
    {
        await using var alerts = await WatchedAlerts.OpenAsync();
        await alerts.MailAsync("FIRING disk");
        (await alerts.AcknowledgeAsync("disk")).ShouldBeNull();
        await alerts.MailAsync("FIRING disk");
        (await ByAsync(alerts)).ShouldBe("anna");

        await alerts.MailAsync("RESOLVED disk");
        (await alerts.AcknowledgeAsync("disk")).ShouldBe("it does not fire: there is nothing to take care of");
        await alerts.MailAsync("FIRING disk");

        (await ByAsync(alerts)).ShouldBeNull();
        (await alerts.AcknowledgeAsync("disk", isTaken: false)).ShouldBe("nobody has acknowledged it");
        (await alerts.AcknowledgeAsync("dusk")).ShouldBe("there is no such alert; `mail2alert alerts list` shows all");
    }

    [Fact]
    public async Task A_group_of_which_all_is_acknowledged_is_not_repeated()
    {
        var grouping = new Grouping(null, TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(5), TimeSpan.FromHours(1));
        await using var alerts = await WatchedAlerts.OpenAsync(RouteOptions.Default with { Grouping = grouping });
        await alerts.MailAsync("FIRING disk");
        await alerts.PassAsync(grouping.Wait);
        (await alerts.ToldAsync()).Count.ShouldBe(1);
        await alerts.PassAsync(TimeSpan.FromHours(1) + grouping.Interval);
        (await alerts.ToldAsync()).Count.ShouldBe(1);

        (await alerts.AcknowledgeAsync("disk")).ShouldBeNull();
        await alerts.PassAsync(TimeSpan.FromHours(2));

        (await alerts.ToldAsync()).ShouldBeEmpty();
    }

    private static async Task<string?> ByAsync(WatchedAlerts alerts) =>
        (await alerts.Desk.ListAsync(new AlertQuery(IsFiring: true, 10), Cancellation)).Alerts.Single().AcknowledgedBy;
}
