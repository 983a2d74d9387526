using Mail2Alert.Deliveries;
using Mail2Alert.Storage;
using Mail2Alert.Storage.Sqlite;
using static Mail2Alert.Tests.Storage.StoreTest;

namespace Mail2Alert.Tests.Storage;

public sealed class LeaseTests : IAsyncDisposable
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly StoreFolder _folder = new();

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    [Fact]
    public async Task Of_each_destination_no_more_is_taken_than_it_has_room_for_and_the_longest_due_first()
    {
        var store = await _folder.OpenAsync();
        for (var i = 0; i < 10; i++)
        {
            await store.OweAsync("#many", $"m{i}", "many");
            await store.OweAsync("#few", $"f{i}", "few");
            _folder.Clock.Pass(Minute);
        }

        var leased = await store.LeaseAsync(new Dictionary<string, int> { ["many"] = 3, ["few"] = 1 }, Minute, Cancellation);

        leased.Select(delivery => delivery.Destination).ShouldBe(["many", "many", "many", "few"]);
        leased.Select(delivery => delivery.Id).ShouldBe([1, 3, 5, 2]);
    }

    [Fact]
    public async Task Deliveries_of_a_lane_go_out_one_after_the_other_in_the_order_of_their_mails()
    {
        var store = await _folder.OpenAsync();
        for (var i = 0; i < 3; i++)
            await store.OweAsync("#ops");

        for (var id = 1; id <= 3; id++)
        {
            var delivery = (await store.LeaseAsync()).Single();
            delivery.Id.ShouldBe(id);
            (await store.LeaseAsync()).ShouldBeEmpty();
            await store.RecordAsync(delivery, new AttemptEnd.Again("down", Minute));
            (await store.LeaseAsync()).ShouldBeEmpty();
            _folder.Clock.Pass(Minute);
            await store.RecordAsync((await store.LeaseAsync()).Single(), id == 2 ? new AttemptEnd.Dead("gone") : new AttemptEnd.Delivered());
        }
    }

    [Fact]
    public async Task A_lane_that_waits_keeps_no_other_lane_back()
    {
        var store = await _folder.OpenAsync();
        await store.OweAsync("#ops", "a");
        await store.RecordAsync((await store.LeaseAsync()).Single(), new AttemptEnd.Again("down", Minute));
        await store.OweAsync("#ops", "a");
        await store.OweAsync("#ops", "b");
        await store.OweAsync("#blue", "a");

        (await store.LeaseAsync()).Select(delivery => delivery.Id).ShouldBe([3, 4]);
    }

    [Fact]
    public async Task What_was_sending_during_a_crash_is_due_again_and_its_history_says_so()
    {
        var store = await _folder.OpenAsync();
        await store.OweAsync("#ops");
        var before = (await store.LeaseAsync()).Single();

        _folder.Crash();
        store = await _folder.OpenAsync();

        var again = (await store.LeaseAsync()).Single();
        (again.Id, again.Attempt, again.IdempotencyKey).ShouldBe((before.Id, 2, before.IdempotencyKey));
        (await store.Desk.FindAsync(again.Id, Cancellation))!.Attempts.Single().Reason.ShouldContain("the program stopped");
    }

    [Fact]
    public async Task What_was_recorded_before_a_crash_is_not_sent_again()
    {
        var store = await _folder.OpenAsync();
        await store.OweAsync("#ops");
        await store.RecordAsync((await store.LeaseAsync()).Single(), new AttemptEnd.Delivered());

        _folder.Crash();
        store = await _folder.OpenAsync();

        (await store.LeaseAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_had_a_lease_that_ran_out_is_not_believed_any_more()
    {
        var store = await _folder.OpenAsync();
        await store.OweAsync("#ops");
        var late = (await store.LeaseAsync()).Single();
        _folder.Clock.Pass(TimeSpan.FromMinutes(5));

        var next = (await store.LeaseAsync()).Single();

        next.Attempt.ShouldBe(2);
        (await store.RecordAsync(late, new AttemptEnd.Delivered(), Cancellation)).ShouldBeOfType<StoreAnswer.Gone>();
        await store.RecordAsync(next, new AttemptEnd.Delivered());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public async Task A_clock_that_jumps_neither_ends_a_lease_nor_prolongs_it(int days)
    {
        var store = await _folder.OpenAsync();
        await store.OweAsync("#ops");
        await store.LeaseAsync();

        _folder.Clock.Set(TimeSpan.FromDays(days));
        _folder.Clock.Pass(TimeSpan.FromMinutes(4));
        (await store.LeaseAsync()).ShouldBeEmpty();

        _folder.Clock.Pass(Minute);
        (await store.LeaseAsync()).Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_clock_that_is_set_back_makes_nothing_wait_longer_than_it_was_told_to(bool whileStopped)
    {
        var store = await _folder.OpenAsync();
        await store.OweAsync("#ops");
        await store.RecordAsync((await store.LeaseAsync()).Single(), new AttemptEnd.Again("down", Minute));

        _folder.Clock.Set(TimeSpan.FromDays(-1));
        if (whileStopped)
        {
            await _folder.CloseAsync(store);
            store = await _folder.OpenAsync();
        }

        _folder.Clock.Pass(Minute);
        (await store.LeaseAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_was_not_tried_does_not_count_as_an_attempt()
    {
        var store = await _folder.OpenAsync();
        await store.OweAsync("#ops");
        await store.RecordAsync((await store.LeaseAsync()).Single(), new AttemptEnd.NotTried());

        var again = (await store.LeaseAsync()).Single();

        again.Attempt.ShouldBe(1);
        (await store.Desk.FindAsync(again.Id, Cancellation))!.Attempts.ShouldBeEmpty();
    }

    [Fact]
    public async Task Destinations_say_when_they_have_something_to_do()
    {
        var store = await _folder.OpenAsync();
        var start = _folder.Clock.GetUtcNow();
        await store.OweAsync("#a", "1", "slack");
        await store.OweAsync("#a", "1", "slack");
        await store.OweAsync("b", "1", "relay");
        await store.RecordAsync((await store.LeaseAsync("relay")).Single(), new AttemptEnd.Again("down", Minute));
        await store.OweAsync("c", "1", "done");
        await store.RecordAsync((await store.LeaseAsync("done")).Single(), new AttemptEnd.Delivered());

        (await store.DestinationsAsync(Cancellation)).ShouldBe(
            [new WaitingDestination("relay", start + Minute), new WaitingDestination("slack", start)]);
    }

    [Fact]
    public async Task Leasing_alone_does_not_wait_for_the_disk_and_its_order_is_kept_all_the_same()
    {
        var store = await _folder.OpenAsync();
        await store.OweAsync("#ops");
        await store.LeaseAsync();
        (await store.Writer.WriteAsync(session => session.Scalar("PRAGMA synchronous"), Cancellation, SqliteHaste.Lazy)).ShouldBe(1L);

        (await store.Writer.WriteAsync(session => session.Scalar("PRAGMA synchronous"), Cancellation)).ShouldBe(2L);
    }

    [Fact]
    public async Task Ends_of_many_attempts_share_a_commit()
    {
        var store = await _folder.OpenAsync();
        for (var i = 0; i < 50; i++)
            await store.OweAsync("#ops", $"{i}");
        var leased = await store.LeaseAsync();
        using var disk = new SlowDisk(store.Writer);
        var first = store.KeepAsync(Mail(), Cancellation);
        await disk.Committing;
        var before = store.Writer.Commits;

        var recording = leased.Select(delivery => store.RecordAsync(delivery, new AttemptEnd.Delivered(), Cancellation)).ToList();
        disk.GoOn();
        (await Task.WhenAll([first, .. recording])).ShouldAllBe(answer => answer is StoreAnswer.Done);

        (store.Writer.Commits - before).ShouldBe(2);
    }
}
