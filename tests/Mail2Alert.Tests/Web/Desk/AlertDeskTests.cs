using Mail2Alert.Alerts;
using Mail2Alert.Pipeline;
using Mail2Alert.Storage;
using Mail2Alert.Web.Desk;
using static Mail2Alert.Tests.Storage.StoreTest;

namespace Mail2Alert.Tests.Web.Desk;

/// <summary>What both desks promise of alerts and silences: the store's own, and the one at the end of a socket.</summary>
public sealed class AlertDeskTests
{
    [Theory, InlineData(false), InlineData(true)]
    public async Task Silences_are_begun_listed_and_ended(bool isRemote)
    {
        await using var scene = await DeskScene.OpenAsync(isRemote);
        await FireAsync(scene);
        var ends = new DateTimeOffset(2026, 11, 24, 1, 0, 0, TimeSpan.Zero);

        var begun = await scene.Desk.Alerts.SilenceAsync(new SilenceOrder(["host=web1"], null, ends, "anna", "new disks"), Cancellation);
        var listed = (await scene.Desk.Alerts.SilencesAsync(Cancellation)).ShouldHaveSingleItem();
        var ended = await scene.Desk.Alerts.EndSilenceAsync(new SilenceName(listed.Id), Cancellation);

        (begun.Firing, begun.Refusal).ShouldBe((1, null));
        (listed.State, listed.Matchers.Single(), listed.Ends, listed.By, listed.Reason).ShouldBe(("active", "host=\"web1\"", ends, "anna", "new disks"));
        ended.Silence!.State.ShouldBe("expired");
        (await scene.Desk.Alerts.EndSilenceAsync(new SilenceName("x"), Cancellation)).Refusal!.ShouldContain("there is no silence x");
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task Alerts_are_listed_and_acknowledged(bool isRemote)
    {
        await using var scene = await DeskScene.OpenAsync(isRemote);
        await FireAsync(scene);

        (await scene.Desk.Alerts.AcknowledgeAsync(new AcknowledgeOrder("gocd", "p/s", "anna", true), Cancellation))
            .ShouldBe(new AcknowledgedAlert("gocd", "p/s", null));

        var listing = await scene.Desk.Alerts.ListAsync(new AlertQuery(true, 10), Cancellation);
        listing.Count.ShouldBe(1);
        var alert = listing.Alerts.Single();
        (alert.Status, alert.Title, alert.AcknowledgedBy, alert.Quiet).ShouldBe((AlertStatus.Firing, TestAlert.Of().Title, "anna", null));
        alert.Id.Length.ShouldBe(8);
    }

    private static Task FireAsync(DeskScene scene) => scene.Store.RememberAsync(
        new RememberedAlert(
            "gocd",
            "p/s",
            new AlertState(AlertStatus.Firing, null, null) { Alert = TestAlert.Of(("host", "web1")), MailId = "mail", Since = DateTimeOffset.UnixEpoch },
            default),
        [],
        Cancellation);
}
