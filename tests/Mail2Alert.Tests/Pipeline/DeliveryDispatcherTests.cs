using Mail2Alert.Channels;
using Mail2Alert.Deliveries;
using Mail2Alert.Smtp;
using Mail2Alert.Storage;
using Mail2Alert.Tests.Storage;

namespace Mail2Alert.Tests.Pipeline;

public sealed class DeliveryDispatcherTests
{
    [Fact]
    public async Task What_is_due_is_sent_once()
    {
        await using var scene = await Dispatching.StartAsync();
        await scene.Store.OweAsync("a");
        await scene.Store.OweAsync("b", key: "other");

        await scene.WorkAsync();
        await scene.PassAsync(TimeSpan.FromHours(1));

        scene.Sent.ShouldBe(["a", "b"], ignoreOrder: true);
        (await scene.StatesAsync())[DeliveryState.Delivered].ShouldBe(2);
    }

    [Fact]
    public async Task What_fails_is_tried_again_after_growing_pauses()
    {
        await using var scene = await Dispatching.StartAsync();
        scene.Answer = _ => Task.FromResult<Outcome>(new Outcome.Retry("busy", Reply: new SmtpReply(450, "4.2.1", "busy")));
        await scene.Store.OweAsync("a");

        await scene.PassAsync(TimeSpan.FromSeconds(100));

        scene.TimesOf("a").ShouldBe([0, 5, 15, 35, 75]);
    }

    [Fact]
    public async Task A_target_that_says_when_to_come_again_is_left_alone_until_then()
    {
        await using var scene = await Dispatching.StartAsync();
        scene.Answer = _ => Task.FromResult<Outcome>(new Outcome.Retry("slow down", TimeSpan.FromSeconds(45)));
        await scene.Store.OweAsync("a");

        await scene.PassAsync(TimeSpan.FromSeconds(60));

        scene.TimesOf("a").ShouldBe([0, 45]);
    }

    [Fact]
    public async Task A_target_with_a_pace_of_its_own_is_never_told_faster()
    {
        await using var scene = await Dispatching.StartAsync();
        scene.Pace = new Pace(3, TimeSpan.FromSeconds(2));
        for (var i = 0; i < 8; i++)
            await scene.Store.OweAsync("a", key: $"k{i}");

        await scene.PassAsync(TimeSpan.FromSeconds(20));

        scene.TimesOf("a").ShouldBe([0, 0, 0, 2, 4, 6, 8, 10]);
    }

    [Fact]
    public async Task After_a_failure_it_sleeps_until_the_next_attempt_is_due_and_no_longer()
    {
        await using var scene = await Dispatching.StartAsync();
        scene.Down();
        await scene.Store.OweAsync("a");

        (await scene.WorkAsync()).ShouldBe(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task A_destination_that_is_down_is_tried_by_one_delivery_at_a_time()
    {
        await using var scene = await Dispatching.StartAsync();
        scene.Down();
        for (var i = 0; i < 40; i++)
            await scene.Store.OweAsync($"a{i}", key: $"k{i}");

        await scene.WorkAsync();
        var beforeItOpened = scene.Sent.Count;
        await scene.PassAsync(TimeSpan.FromMinutes(10));

        beforeItOpened.ShouldBe(2 * Circuit.FirstTrust);
        (scene.Sent.Count - beforeItOpened).ShouldBe(6); // After 5, 10, 20, 40, 80 and 160 s; the next pause is longer than what is left.
    }

    [Fact]
    public async Task A_destination_that_has_never_answered_takes_little_of_the_room_and_one_that_answers_more_and_more()
    {
        await using var scene = await Dispatching.StartAsync();
        var hangs = new TaskCompletionSource<Outcome>();
        scene.Answer = to => to == "hangs" ? hangs.Task : Task.FromResult<Outcome>(new Outcome.Delivered());
        for (var i = 0; i < 40; i++)
            await scene.Store.OweAsync("hangs", key: $"k{i}", destination: "hangs");
        for (var i = 0; i < 40; i++)
            await scene.Store.OweAsync("answers", key: $"k{i}");

        while (scene.Sent.Count(to => to == "answers") < 40)
            await scene.RoundAsync();

        scene.Sent.Count(to => to == "hangs").ShouldBe(Circuit.FirstTrust);
        hangs.SetResult(new Outcome.Delivered());
        await scene.WorkAsync();
        scene.Sent.Count(to => to == "hangs").ShouldBe(40);
    }

    [Fact]
    public async Task The_first_that_goes_through_lets_all_others_follow()
    {
        await using var scene = await Dispatching.StartAsync();
        scene.Down();
        for (var i = 0; i < 40; i++)
            await scene.Store.OweAsync($"a{i}", key: $"k{i}");
        await scene.PassAsync(TimeSpan.FromMinutes(2));

        scene.Recover();
        await scene.PassAsync(TimeSpan.FromMinutes(6));

        (await scene.StatesAsync())[DeliveryState.Delivered].ShouldBe(40);
    }

    [Fact]
    public async Task An_operator_in_a_hurry_does_not_wait_until_a_destination_is_looked_at_again()
    {
        await using var scene = await Dispatching.StartAsync();
        for (var i = 0; i < 8; i++)
            await scene.Store.OweAsync($"{i}", $"{i}");
        scene.Down();
        await scene.PassAsync(TimeSpan.FromMinutes(11));
        scene.Recover();
        for (var id = 1; id <= 8; id++)
            await scene.Store.Desk.ActAsync(id, DeskAction.Retry, StoreTest.Cancellation);
        await scene.WorkAsync();
        (await scene.StatesAsync())[DeliveryState.Delivered].ShouldBe(0);

        scene.Hurry();
        await scene.WorkAsync();

        (await scene.StatesAsync())[DeliveryState.Delivered].ShouldBe(8);
    }

    [Fact]
    public async Task A_mail_server_that_refuses_for_now_is_not_down()
    {
        await using var scene = await Dispatching.StartAsync();
        scene.Answer = to => Task.FromResult<Outcome>(
            to == "good" ? new Outcome.Delivered() : new Outcome.Retry("greylisted", Reply: new SmtpReply(451, "4.7.1", "later")));
        for (var i = 0; i < 10; i++)
            await scene.Store.OweAsync($"a{i}", key: $"k{i}");
        await scene.WorkAsync();

        await scene.Store.OweAsync("good", key: "good");
        await scene.WorkAsync();

        scene.Sent.ShouldContain("good");
    }

    [Fact]
    public async Task A_destination_that_hangs_delays_no_other()
    {
        await using var scene = await Dispatching.StartAsync();
        var hanging = new TaskCompletionSource<Outcome>();
        scene.Answer = to => to == "live" ? Task.FromResult<Outcome>(new Outcome.Delivered()) : hanging.Task;
        for (var i = 0; i < 100; i++)
            await scene.Store.OweAsync($"a{i}", key: $"k{i}", destination: "dead");
        await scene.RoundAsync();
        await scene.RoundAsync();

        await scene.Store.OweAsync("live", key: "live", destination: "live");
        await scene.RoundAsync();

        while (!scene.Sent.Contains("live"))
            await Task.Yield();
        scene.Sent.Count.ShouldBeLessThanOrEqualTo(Dispatching.Limits.PerDestination + 1);
        hanging.SetResult(new Outcome.Delivered());
        await scene.IdleAsync();
    }

    [Fact]
    public async Task No_more_are_under_way_than_all_destinations_together_may_have()
    {
        await using var scene = await Dispatching.StartAsync();
        var hanging = new TaskCompletionSource<Outcome>();
        scene.Answer = _ => hanging.Task;
        for (var i = 0; i < 160; i++)
            await scene.Store.OweAsync($"a{i}", key: $"k{i}", destination: $"d{i % 16}");

        for (var round = 0; round < 5; round++)
            await scene.RoundAsync();

        (await scene.StatesAsync())[DeliveryState.Sending].ShouldBe(Dispatching.Limits.All);
        hanging.SetResult(new Outcome.Delivered());
        await scene.IdleAsync();
        await scene.WorkAsync();
        (await scene.StatesAsync())[DeliveryState.Delivered].ShouldBe(160);
    }

    [Fact]
    public async Task Of_one_alert_the_later_news_never_overtakes_the_earlier()
    {
        await using var scene = await Dispatching.StartAsync();
        var broken = true;
        scene.Answer = to => Task.FromResult<Outcome>(broken ? new Outcome.Retry("down") : new Outcome.Delivered(to));
        var first = await scene.Store.OweAsync("ops");
        await scene.WorkAsync();
        var second = await scene.Store.OweAsync("ops");
        await scene.WorkAsync();
        scene.Sent.Count.ShouldBe(1);

        broken = false;
        await scene.PassAsync(TimeSpan.FromSeconds(10));

        scene.TimesOf("ops").ShouldBe([0, 5, 5]);
        var rows = (await scene.Store.Desk.ListAsync(new Mail2Alert.Storage.DeliveryQuery(), StoreTest.Cancellation)).Items;
        rows.Select(row => row.MailId).ShouldBe([second.Id, first.Id]);
        rows.ShouldAllBe(row => row.State == DeliveryState.Delivered);
    }

    [Fact]
    public async Task What_is_refused_for_good_is_dead_and_says_why()
    {
        await using var scene = await Dispatching.StartAsync();
        scene.Answer = _ => Task.FromResult<Outcome>(new Outcome.Failed("no such channel"));
        await scene.Store.OweAsync("a");

        await scene.WorkAsync();

        var row = await scene.RowAsync("a");
        row.State.ShouldBe(DeliveryState.Dead);
        row.Reason.ShouldBe("no such channel");
    }

    [Fact]
    public async Task After_three_days_of_trying_it_gives_up()
    {
        await using var scene = await Dispatching.StartAsync();
        scene.Down();
        await scene.Store.OweAsync("a");

        await scene.PassAsync(TimeSpan.FromDays(2.9));
        (await scene.RowAsync("a")).State.ShouldBe(DeliveryState.Pending);
        await scene.PassAsync(TimeSpan.FromDays(0.2));

        var row = await scene.RowAsync("a");
        row.State.ShouldBe(DeliveryState.Dead);
        row.Reason.ShouldStartWith("given up after");
    }

    [Fact]
    public async Task Those_that_never_got_their_turn_are_given_up_as_well()
    {
        await using var scene = await Dispatching.StartAsync(giveUp: TimeSpan.FromHours(3));
        scene.Down();
        for (var i = 0; i < 40; i++)
            await scene.Store.OweAsync($"a{i}", key: $"k{i}");

        await scene.PassAsync(TimeSpan.FromHours(4));

        (await scene.StatesAsync())[DeliveryState.Dead].ShouldBe(40);
    }

    [Fact]
    public async Task A_clock_that_jumps_ahead_gives_nothing_up()
    {
        await using var scene = await Dispatching.StartAsync();
        scene.Down();
        await scene.Store.OweAsync("a");
        await scene.PassAsync(TimeSpan.FromHours(5));

        scene.Clock.Set(TimeSpan.FromDays(365));
        await scene.PassAsync(TimeSpan.FromHours(1));

        (await scene.RowAsync("a")).State.ShouldBe(DeliveryState.Pending);
    }

    [Fact]
    public async Task A_clock_that_jumped_ahead_before_a_start_gives_nothing_up_that_meets_a_destination_just_gone_down()
    {
        await using var scene = await Dispatching.StartAsync();
        var last = new TaskCompletionSource<Outcome>();
        scene.Answer = to => to is "a0" or "a1" or "a2" or "a3" ? Task.FromResult<Outcome>(new Outcome.Retry("down")) : last.Task;
        for (var i = 0; i <= Dispatching.Limits.PerDestination; i++)
            await scene.Store.OweAsync($"a{i}", key: $"k{i}");
        scene.Crash();
        scene.Clock.Set(TimeSpan.FromDays(365));
        await scene.RestartAsync();
        await scene.RoundAsync();
        await scene.FailedAsync(4);
        using var disk = new SlowDisk(scene.Store.Writer);
        var round = await scene.RoundUntilAsync(disk.Committing);

        await Task.Run(() => last.SetResult(new Outcome.Retry("down")), StoreTest.Cancellation);
        disk.GoOn();
        await round;
        await scene.IdleAsync();

        (await scene.RowAsync($"a{Dispatching.Limits.PerDestination}")).State.ShouldBe(DeliveryState.Pending);
    }

    [Fact]
    public async Task A_clock_that_is_set_back_makes_nothing_wait_longer()
    {
        await using var scene = await Dispatching.StartAsync();
        scene.Down();
        await scene.Store.OweAsync("a");
        await scene.WorkAsync();

        scene.Clock.Set(TimeSpan.FromDays(-1));
        await scene.PassAsync(TimeSpan.FromSeconds(5));

        scene.Sent.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_day_without_the_relay_costs_no_delivery_and_repeats_none()
    {
        await using var scene = await Dispatching.StartAsync();
        var isDown = true;
        var delivered = new System.Collections.Concurrent.ConcurrentBag<string>();
        scene.Answer = to =>
        {
            if (isDown)
                return Task.FromResult<Outcome>(new Outcome.Retry("down"));
            delivered.Add(to);
            return Task.FromResult<Outcome>(new Outcome.Delivered());
        };
        for (var hour = 0; hour < 24; hour++)
        {
            await scene.Store.OweAsync($"a{hour}", key: $"k{hour}");
            await scene.PassAsync(TimeSpan.FromHours(1));
        }

        isDown = false;
        await scene.PassAsync(TimeSpan.FromMinutes(20));

        delivered.Order().ShouldBe(Enumerable.Range(0, 24).Select(hour => $"a{hour}").Order());
    }

    [Fact]
    public async Task After_a_restart_in_the_middle_what_was_under_way_is_sent_again_and_what_was_told_is_not()
    {
        await using var scene = await Dispatching.StartAsync();
        var hanging = new TaskCompletionSource<Outcome>();
        scene.Answer = to => to == "b" ? hanging.Task : Task.FromResult<Outcome>(new Outcome.Delivered());
        await scene.Store.OweAsync("a");
        await scene.WorkAsync();
        await scene.Store.OweAsync("b", key: "other");
        await scene.RoundAsync();

        scene.Crash();
        scene.Recover();
        await scene.RestartAsync();
        await scene.WorkAsync();

        scene.Sent.Count(to => to == "a").ShouldBe(1);
        (await scene.StatesAsync())[DeliveryState.Delivered].ShouldBe(2);
        hanging.SetResult(new Outcome.Delivered());
    }

    [Fact]
    public async Task A_bug_in_a_channel_costs_its_delivery_time_and_nobody_else_anything()
    {
        await using var scene = await Dispatching.StartAsync();
        var isBroken = true;
        scene.Answer = to => to == "bad" && isBroken ? throw new InvalidOperationException("a bug") : Task.FromResult<Outcome>(new Outcome.Delivered());
        await scene.Store.OweAsync("bad");
        await scene.Store.OweAsync("good", key: "other");
        await scene.WorkAsync();
        (await scene.RowAsync("good")).State.ShouldBe(DeliveryState.Delivered);
        (await scene.RowAsync("bad")).Reason.ShouldBe("a bug");

        isBroken = false;
        await scene.PassAsync(TimeSpan.FromSeconds(5));

        (await scene.RowAsync("bad")).State.ShouldBe(DeliveryState.Delivered);
    }
}
