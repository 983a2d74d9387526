using Mail2Alert.Channels;
using Mail2Alert.Deliveries;
using Mail2Alert.Messages;
using Mail2Alert.Routing;
using Mail2Alert.Storage;
using static Mail2Alert.Tests.Storage.StoreTest;

namespace Mail2Alert.Tests.Pipeline;

/// <summary>Who is told when the one who should be is not.</summary>
public sealed class FallbackTests
{
    private static readonly Receiver Blue = new("blue", [Slack("#blue")]);
    private static readonly Receiver OnCall = new("oncall", [Slack("#oncall")]) { Fallback = new Fallback("blue", TimeSpan.FromMinutes(30)) };

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task A_target_that_fails_for_good_is_replaced_at_once_and_the_other_is_told_why()
    {
        await using var scene = await Dispatching.StartAsync(null, OnCall, Blue);
        Fail(scene, "#oncall", new Outcome.Failed("Slack says channel_not_found"));
        await OweAsync(scene, OnCall);

        await scene.WorkAsync();

        scene.Sent.ShouldBe(["#oncall", "#blue"]);
        (await scene.RowAsync("#oncall")).State.ShouldBe(DeliveryState.Dead);
        (await scene.RowAsync("#blue")).Route.ShouldBe("route 1: fallback of oncall");
        scene.Notes.ShouldBe(["", "fallback of oncall: slack://***/#oncall never gets it: Slack says channel_not_found"]);
    }

    [Fact]
    public async Task A_target_that_is_late_is_tried_on_while_the_other_is_told_once()
    {
        await using var scene = await Dispatching.StartAsync(null, OnCall, Blue);
        Fail(scene, "#oncall", new Outcome.Retry("down"));
        await OweAsync(scene, OnCall);

        await scene.PassAsync(29 * Minute);
        scene.Sent.ShouldNotContain("#blue");
        await scene.PassAsync(2 * Minute);
        scene.Sent.Count(to => to == "#blue").ShouldBe(1);
        scene.Notes[^1].ShouldBe("fallback of oncall: slack://***/#oncall does not have it yet: down");
        scene.Recover();
        await scene.PassAsync(60 * Minute);

        (await scene.RowAsync("#oncall")).State.ShouldBe(DeliveryState.Delivered);
        scene.Sent.Count(to => to == "#blue").ShouldBe(1);
    }

    [Fact]
    public async Task Who_has_fallen_back_for_being_late_does_not_do_so_again_when_it_dies()
    {
        await using var scene = await Dispatching.StartAsync(null, OnCall with { GiveUp = TimeSpan.FromHours(2) }, Blue);
        Fail(scene, "#oncall", new Outcome.Retry("down"));
        await OweAsync(scene, OnCall);

        await scene.PassAsync(TimeSpan.FromHours(4));

        (await scene.RowAsync("#oncall")).State.ShouldBe(DeliveryState.Dead);
        scene.Sent.Count(to => to == "#blue").ShouldBe(1);
    }

    [Fact]
    public async Task Each_receiver_gives_up_when_it_says_and_all_others_when_all_do()
    {
        await using var scene = await Dispatching.StartAsync(TimeSpan.FromHours(8), OnCall with { GiveUp = TimeSpan.FromHours(2), Fallback = null }, Blue);
        scene.Down();
        await OweAsync(scene, OnCall);
        await OweAsync(scene, Blue);

        await scene.PassAsync(TimeSpan.FromHours(3));

        (await scene.RowAsync("#oncall")).State.ShouldBe(DeliveryState.Dead);
        (await scene.RowAsync("#blue")).State.ShouldBe(DeliveryState.Pending);
    }

    [Fact]
    public async Task News_behind_other_news_falls_back_without_ever_having_been_tried()
    {
        await using var scene = await Dispatching.StartAsync(null, OnCall, Blue);
        Fail(scene, "#oncall", new Outcome.Retry("down"));
        await OweAsync(scene, OnCall);
        await OweAsync(scene, OnCall);

        await scene.PassAsync(31 * Minute);

        scene.Sent.Count(to => to == "#blue").ShouldBe(2);
        scene.Notes.ShouldContain("fallback of oncall: slack://***/#oncall does not have it yet: it could not be tried so far");
    }

    [Fact]
    public async Task A_target_that_is_told_anyway_is_not_told_twice()
    {
        await using var scene = await Dispatching.StartAsync(null, OnCall, Blue);
        Fail(scene, "#oncall", new Outcome.Failed("no"));
        await OweAsync(scene, OnCall, Blue);

        await scene.PassAsync(60 * Minute);

        scene.Sent.Order().ShouldBe(["#blue", "#oncall"]);
    }

    [Fact]
    public async Task A_fallback_may_have_one_of_its_own()
    {
        var red = new Receiver("red", [Slack("#red")]);
        await using var scene = await Dispatching.StartAsync(null, OnCall, Blue with { Fallback = new Fallback("red", Minute) }, red);
        scene.Answer = to => Task.FromResult<Outcome>(to == "#red" ? new Outcome.Delivered() : new Outcome.Failed("no"));
        await OweAsync(scene, OnCall);

        await scene.WorkAsync();

        scene.Sent.ShouldBe(["#oncall", "#blue", "#red"]);
    }

    [Fact]
    public async Task What_an_operator_holds_or_drops_does_not_fall_back()
    {
        await using var scene = await Dispatching.StartAsync(null, OnCall, Blue);
        scene.Down();
        await OweAsync(scene, OnCall);
        await OweAsync(scene, OnCall);
        (await scene.Store.Desk.ActAsync(1, DeskAction.Hold, Cancellation)).ShouldBe(StoreAnswer.Done.Instance);
        (await scene.Store.Desk.ActAsync(2, DeskAction.Drop, Cancellation)).ShouldBe(StoreAnswer.Done.Instance);

        await scene.PassAsync(60 * Minute);

        scene.Sent.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_counts_is_the_configuration_at_the_time_of_the_fallback()
    {
        await using var scene = await Dispatching.StartAsync(null, OnCall with { Fallback = null }, Blue);
        Fail(scene, "#oncall", new Outcome.Retry("down"));
        await OweAsync(scene, OnCall);

        await scene.PassAsync(60 * Minute);

        scene.Sent.ShouldNotContain("#blue");
        (await scene.Store.LateAsync(10, Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_fallback_that_was_committed_survives_a_crash_and_is_told_once()
    {
        await using var scene = await Dispatching.StartAsync(null, OnCall, Blue);
        scene.Answer = to => Task.FromResult<Outcome>(to == "#blue" ? new Outcome.Retry("down") : new Outcome.Failed("no"));
        await OweAsync(scene, OnCall);
        await scene.WorkAsync();

        scene.Crash();
        await scene.RestartAsync();
        scene.Recover();
        await scene.PassAsync(60 * Minute);

        (await scene.RowAsync("#blue")).State.ShouldBe(DeliveryState.Delivered);
        scene.Sent.Count(to => to == "#oncall").ShouldBe(1);
    }

    private static Target Slack(string to) => new("slack", $"SECRET/{to}", $"slack://***/{to}");

    private static void Fail(Dispatching scene, string who, Outcome how) =>
        scene.Answer = to => Task.FromResult(to == who ? how : new Outcome.Delivered());

    private static async Task<Message> OweAsync(Dispatching scene, params Receiver[] receivers)
    {
        var mail = Mail();
        var owed = receivers.Select(receiver => PlannedDelivery.Tell(
            mail.Id, TestAlert.Of(), receiver.Targets[0], "route 1", Destination.Of(receiver.Targets[0]), receiver));
        (await ((IStore)scene.Store).KeepAsync(mail, Decision([.. owed]), Cancellation)).ShouldBe(StoreAnswer.Done.Instance);
        return mail;
    }
}
