using Mail2Alert.Deliveries;
using Mail2Alert.Storage;
using static Mail2Alert.Tests.Storage.StoreTest;

namespace Mail2Alert.Tests.Storage;

public sealed class DeskTests : IAsyncDisposable
{
    private readonly StoreFolder _folder = new();

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    [Fact]
    public async Task Deliveries_are_listed_newest_first_page_by_page()
    {
        var store = await _folder.OpenAsync();
        for (var i = 0; i < 7; i++)
            await store.OweAsync("#ops", $"{i}");

        var first = await store.Desk.ListAsync(new DeliveryQuery { Most = 5 }, Cancellation);
        var second = await store.Desk.ListAsync(new DeliveryQuery { Most = 5, From = first.Next }, Cancellation);

        first.Items.Select(row => row.Id).ShouldBe([7, 6, 5, 4, 3]);
        second.Items.Select(row => row.Id).ShouldBe([2, 1]);
        second.Next.ShouldBeNull();
    }

    [Fact]
    public async Task Deliveries_are_found_by_state_by_target_and_by_age()
    {
        var store = await _folder.OpenAsync();
        await store.OweAsync("#a", "1");
        await store.OweAsync("#b", "2");
        await store.RecordAsync((await store.LeaseAsync()).First(delivery => delivery.Id == 1), new AttemptEnd.Delivered());
        _folder.Clock.Pass(TimeSpan.FromHours(1));
        await store.OweAsync("#a", "3");

        (await List(store, new DeliveryQuery { State = DeliveryState.Delivered })).ShouldBe([1]);
        (await List(store, new DeliveryQuery { State = DeliveryState.Sending })).ShouldBe([2]);
        var target = (await store.Desk.FindAsync(1, Cancellation))!.Delivery.Target!.Id;
        (await List(store, new DeliveryQuery { Target = target })).ShouldBe([3, 1]);
        (await List(store, new DeliveryQuery { Target = target, State = DeliveryState.Pending })).ShouldBe([3]);
        (await List(store, new DeliveryQuery { CreatedBefore = _folder.Clock.GetUtcNow() })).ShouldBe([2, 1]);
    }

    [Fact]
    public async Task Deliveries_are_found_by_a_part_of_the_target_by_mail_and_by_not_being_delivered()
    {
        var store = await _folder.OpenAsync();
        await store.OweAsync("#alpha", "1");
        var mail = await store.OweAsync("#beta", "2");
        var other = Mail();
        await store.KeepAsync(other, Decision(PlannedDelivery.HandOn(other.Id, other.Envelope.Recipients, "rest", "relay")));
        await store.RecordAsync((await store.LeaseAsync()).First(delivery => delivery.Id == 1), new AttemptEnd.Delivered());

        (await List(store, new DeliveryQuery { To = "ALPHA" })).ShouldBe([1]);
        (await List(store, new DeliveryQuery { To = "Mail2Alert@example.NET" })).ShouldBe([3]);
        (await List(store, new DeliveryQuery { MailId = mail.Id })).ShouldBe([2]);
        (await List(store, new DeliveryQuery { IsUndelivered = true })).ShouldBe([3, 2]);
    }

    [Fact]
    public async Task A_delivery_is_shown_with_its_mail_and_its_history()
    {
        var store = await _folder.OpenAsync();
        var mail = await store.OweAsync("#ops");
        await store.RecordAsync((await store.LeaseAsync()).Single(), new AttemptEnd.Again("503", TimeSpan.Zero));
        await store.RecordAsync((await store.LeaseAsync()).Single(), new AttemptEnd.Delivered("ts-1"));

        var story = (await store.Desk.FindAsync(1, Cancellation)).ShouldNotBeNull();

        (story.Delivery.State, story.Delivery.Attempts, story.Delivery.Reason).ShouldBe((DeliveryState.Delivered, 2, "ts-1"));
        story.Mail!.Message.Id.ShouldBe(mail.Id);
        story.Attempts.Single().ShouldBe(new PastAttempt(1, _folder.Clock.GetUtcNow(), "503"));
        (await store.Desk.FindAsync(99, Cancellation)).ShouldBeNull();
    }

    [Fact]
    public async Task What_is_held_lets_others_pass_and_goes_out_when_it_is_released()
    {
        var store = await _folder.OpenAsync();
        await store.OweAsync("#ops");
        await store.OweAsync("#ops");

        await Act(store, 1, DeskAction.Hold);
        (await store.LeaseAsync()).Single().Id.ShouldBe(2);
        await Act(store, 1, DeskAction.Release);
        (await store.LeaseAsync()).ShouldBeEmpty();
        await store.RecordAsync(await Leased(store, 2), new AttemptEnd.Delivered());

        (await store.LeaseAsync()).Single().Id.ShouldBe(1);
    }

    [Fact]
    public async Task What_is_released_goes_out_before_later_ones_that_wait()
    {
        var store = await _folder.OpenAsync();
        for (var i = 0; i < 3; i++)
            await store.OweAsync("#ops");
        await Act(store, 1, DeskAction.Hold);
        await Act(store, 1, DeskAction.Release);

        (await store.LeaseAsync()).Single().Id.ShouldBe(1);
    }

    [Fact]
    public async Task A_dead_delivery_is_tried_again_on_request()
    {
        var store = await _folder.OpenAsync();
        await store.OweAsync("#ops");
        await store.RecordAsync((await store.LeaseAsync()).Single(), new AttemptEnd.Dead("no such channel"));

        await Act(store, 1, DeskAction.Retry);

        (await store.LeaseAsync()).Single().Attempt.ShouldBe(2);
    }

    [Fact]
    public async Task What_waits_for_its_time_is_tried_now_on_request()
    {
        var store = await _folder.OpenAsync();
        await store.OweAsync("#ops");
        await store.RecordAsync((await store.LeaseAsync()).Single(), new AttemptEnd.Again("down", TimeSpan.FromHours(1)));

        await Act(store, 1, DeskAction.Retry);

        (await store.LeaseAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_is_dropped_is_dead_and_the_next_of_its_lane_goes_out()
    {
        var store = await _folder.OpenAsync();
        await store.OweAsync("#ops");
        await store.OweAsync("#ops");

        await Act(store, 1, DeskAction.Drop);

        (await store.Desk.FindAsync(1, Cancellation))!.Delivery.State.ShouldBe(DeliveryState.Dead);
        (await store.LeaseAsync()).Single().Id.ShouldBe(2);
    }

    [Fact]
    public async Task What_cannot_be_done_is_said()
    {
        var store = await _folder.OpenAsync();
        await store.OweAsync("#ops");
        await store.LeaseAsync();

        (await store.Desk.ActAsync(1, DeskAction.Hold, Cancellation)).ShouldBe(new StoreAnswer.Gone("it is sending: there is nothing to hold"));
        (await store.Desk.ActAsync(99, DeskAction.Drop, Cancellation)).ShouldBeOfType<StoreAnswer.Gone>();
    }

    [Fact]
    public async Task Figures_count_without_counting()
    {
        var store = await _folder.OpenAsync();
        var start = _folder.Clock.GetUtcNow();
        await store.OweAsync("#a", "1");
        await store.OweAsync("#b", "2");
        await store.KeepAsync(Mail(), Cancellation);
        await store.RecordAsync((await store.LeaseAsync()).First(delivery => delivery.Id == 1), new AttemptEnd.Delivered());

        var figures = await store.Desk.FiguresAsync(Cancellation);

        (figures.Mails, figures.Undecided, figures.Alerts).ShouldBe((3, 1, 0));
        figures.Bytes.ShouldBe(3 * Mail().Length);
        figures.DatabaseBytes.ShouldBeGreaterThan(0);
        figures.Deliveries[DeliveryState.Delivered].ShouldBe(1);
        figures.Deliveries[DeliveryState.Sending].ShouldBe(1);
        figures.Deliveries.Values.Sum().ShouldBe(2);
        figures.OldestOpen.ShouldBe(start);
        figures.OldestUndecided.ShouldBe(start);
    }

    private static async Task<IEnumerable<long>> List(IStore store, DeliveryQuery query) =>
        (await store.Desk.ListAsync(query, Cancellation)).Items.Select(row => row.Id);

    private static async Task Act(IStore store, long id, DeskAction action) =>
        (await store.Desk.ActAsync(id, action, Cancellation)).ShouldBe(StoreAnswer.Done.Instance);

    private static async Task<LeasedDelivery> Leased(IStore store, long id)
    {
        var row = (await store.Desk.FindAsync(id, Cancellation))!.Delivery;
        return new LeasedDelivery(id, row.Attempts, row.MailId, row.Target, row.Recipients, "slack", row.Route, "", row.CreatedAt);
    }
}
