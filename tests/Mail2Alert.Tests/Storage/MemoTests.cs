using Mail2Alert.Channels;
using Mail2Alert.Deliveries;
using Mail2Alert.Storage;
using static Mail2Alert.Tests.Storage.StoreTest;

namespace Mail2Alert.Tests.Storage;

public sealed class MemoTests : IAsyncDisposable
{
    private static readonly Memo Said = Memo.Of(("ts", "1.2"), ("channel", "C1"));

    private readonly StoreFolder _folder = new();

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    [Fact]
    public async Task What_a_target_said_comes_with_the_next_news_of_the_alert_and_with_no_other()
    {
        var store = await _folder.OpenAsync();
        await store.OweAsync("#ops");
        await store.RecordAsync((await store.LeaseAsync()).Single(), new AttemptEnd.Delivered("1.2") { Memo = Said });

        _folder.Crash();
        store = await _folder.OpenAsync();
        await store.OweAsync("#ops");
        await store.OweAsync("#dev");
        await store.OweAsync("#ops", key: "other");

        (await store.LeaseAsync()).Select(delivery => delivery.Memo).ShouldBe([Said, Memo.None, Memo.None]);
    }

    [Fact]
    public async Task A_delivery_that_says_nothing_leaves_it_and_the_end_of_the_alert_takes_it_away()
    {
        var store = await _folder.OpenAsync();
        (await NextAsync(store, new AttemptEnd.Delivered { Memo = Said })).ShouldBe(Memo.None);
        (await NextAsync(store, new AttemptEnd.Delivered())).ShouldBe(Said);
        (await NextAsync(store, new AttemptEnd.Delivered { Memo = Memo.None })).ShouldBe(Said);
        (await NextAsync(store, new AttemptEnd.Delivered())).ShouldBe(Memo.None);
    }

    [Fact]
    public async Task What_was_sent_before_an_attempt_failed_is_known_to_the_next()
    {
        var store = await _folder.OpenAsync();
        await store.OweAsync("#ops");
        await store.RecordAsync(
            (await store.LeaseAsync()).Single(), new AttemptEnd.Again("the second part failed", TimeSpan.Zero) { Memo = Memo.Of(("parts", "1")) });

        (await store.LeaseAsync()).Single().Memo["parts"].ShouldBe("1");
    }

    [Fact]
    public async Task A_first_attempt_before_the_mail_was_kept_counts_as_any_other()
    {
        var store = await _folder.OpenAsync();
        var mail = Mail();
        await store.KeepAsync(mail, Decision(Tell(mail, "#ops") with { FirstAttempt = new AttemptEnd.Delivered { Memo = Said } }));

        (await ((IStore)store).LanesAsync([Tell(mail, "#ops").Lane, Tell(mail, "#dev").Lane], Cancellation))
            .ShouldBe([new LaneState(false, Said), new LaneState(false, Memo.None)]);
    }

    [Fact]
    public async Task It_is_forgotten_when_nobody_has_heard_of_the_alert_for_as_long_as_mails_are_kept()
    {
        var store = await _folder.OpenAsync();
        await NextAsync(store, new AttemptEnd.Delivered { Memo = Said });
        var now = _folder.Clock.GetUtcNow();

        await store.Desk.CleanUpAsync(new Retention(now - TimeSpan.FromDays(1), long.MaxValue, 100), 0, Cancellation);
        _folder.Query("SELECT count(*) FROM memo").ShouldBe(1L);
        await store.Desk.CleanUpAsync(new Retention(now + TimeSpan.FromDays(1), long.MaxValue, 100), 0, Cancellation);
        _folder.Query("SELECT count(*) FROM memo").ShouldBe(0L);
    }

    private static async Task<Memo> NextAsync(IStore store, AttemptEnd end)
    {
        await store.OweAsync("#ops");
        var leased = (await store.LeaseAsync()).Single();
        await store.RecordAsync(leased, end);
        return leased.Memo;
    }
}
