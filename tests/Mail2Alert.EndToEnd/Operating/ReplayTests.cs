using Mail2Alert.EndToEnd.Support;

namespace Mail2Alert.EndToEnd.Operating;

public sealed class ReplayTests
{
    [Fact]
    public async Task After_a_route_was_changed_past_mail_goes_to_whom_it_names_now()
    {
        await using var relay = new FakeRelay();
        await using var scene = new OperatedProgram(relay.Port) { Targets = [Scene.Shop] };
        await scene.StartAsync();
        var mail = await scene.DeliverAsync(OperatedProgram.Alert("disk full"));
        (await relay.NextAsync()).Recipients.ShouldBe([Scene.Shop]);
        await scene.StopAsync();
        scene.Targets = [Scene.Ops];
        await scene.StartAsync();

        var dry = await scene.DoAsync("replay", mail, "--dry-run");
        dry.ShouldContain($"would go to mailto:{Scene.Ops} (route 1");
        dry.ShouldContain("source disks claims it");
        dry.ShouldContain("1 mail: 1 delivery would be queued; nothing was changed");
        (await scene.QueueAsync("--mail", mail)).ShouldHaveSingleItem();
        (await scene.DoAsync("replay", "--since", "1h", "--source", "disks", "--target", "nobody@")).ShouldContain("not asked for");

        (await scene.DoAsync("replay", "--since", "1h", "--source", "disks")).ShouldContain("1 mail: 1 delivery queued");

        (await relay.NextAsync()).Recipients.ShouldBe([Scene.Ops]);
        relay.Mails.Count.ShouldBe(2);
        (await scene.DoAsync("queue", "show", $"{(await scene.QueueAsync("--mail", mail))[0].Id}")).ShouldContain("by an operator:");
    }

    [Fact]
    public async Task Mails_that_went_to_nobody_are_found_and_no_more_at_a_time_than_asked_for()
    {
        await using var relay = new FakeRelay();
        await using var scene = new OperatedProgram(relay.Port) { When = "severity: critical" };
        await scene.StartAsync();
        for (var i = 0; i < 3; i++)
            await scene.DeliverAsync(OperatedProgram.Alert($"disk {i} full"));
        await scene.StopAsync();
        (scene.When, scene.Targets) = ("source: disks", [Scene.Ops]);
        await scene.StartAsync();

        var some = await scene.RunAsync("replay", "--state", "unrouted", "--most", "2");

        some.Output.ShouldContain("2 mails: 2 deliveries queued");
        some.Error.ShouldContain("more than these 2 mails match");
        (await scene.DoAsync("replay", "--state", "unrouted", "--json")).ShouldContain("disk 2 full");
        for (var i = 0; i < 3; i++)
            (await relay.NextAsync()).Recipients.ShouldBe([Scene.Ops]);
    }
}
