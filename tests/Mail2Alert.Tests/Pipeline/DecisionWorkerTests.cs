using System.Collections.Concurrent;
using Mail2Alert.Deliveries;
using Mail2Alert.Pipeline;
using Mail2Alert.Storage.Sqlite;
using Mail2Alert.Tests.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Mail2Alert.Tests.Pipeline;

public sealed class DecisionWorkerTests : IAsyncDisposable
{
    private readonly StoreFolder _folder = new();
    private readonly ConcurrentQueue<string> _asked = new();
    private Func<string, Task<string?>> _answer = _ => Task.FromResult<string?>(null);

    [Fact]
    public async Task A_mail_that_was_kept_is_decided_about_at_once()
    {
        var worker = Worker(await _folder.OpenAsync());
        await WorkAsync(worker);

        worker.TakeUp("one");
        await WorkAsync(worker);

        _asked.ShouldBe(["one"]);
    }

    [Fact]
    public async Task What_a_crash_left_undecided_is_taken_up()
    {
        var store = await _folder.OpenAsync();
        var mail = StoreTest.Mail();
        await store.KeepAsync(mail, StoreTest.Cancellation);
        _folder.Crash();

        await WorkAsync(Worker(await _folder.OpenAsync()));

        _asked.ShouldBe([mail.Id]);
    }

    [Fact]
    public async Task What_cannot_be_decided_yet_is_asked_again_after_growing_pauses()
    {
        var worker = Worker(await _folder.OpenAsync());
        _answer = _ => Task.FromResult<string?>("the API is down");
        worker.TakeUp("one");
        await WorkAsync(worker);

        foreach (var (pause, asked) in ((double, int)[])[(4.9, 1), (0.1, 2), (9.9, 2), (0.1, 3)])
        {
            _folder.Clock.Pass(TimeSpan.FromSeconds(pause));
            await WorkAsync(worker);
            _asked.Count.ShouldBe(asked);
        }
    }

    [Fact]
    public async Task A_bug_costs_one_mail_time_and_the_others_nothing()
    {
        var worker = Worker(await _folder.OpenAsync());
        var isBroken = true;
        _answer = id => id == "bad" && isBroken ? throw new InvalidOperationException("a bug") : Task.FromResult<string?>(null);
        worker.TakeUp("bad");
        worker.TakeUp("good");
        await WorkAsync(worker);
        _asked.ShouldBe(["bad", "good"], ignoreOrder: true);

        isBroken = false;
        _folder.Clock.Pass(TimeSpan.FromSeconds(5));
        await WorkAsync(worker);
        _folder.Clock.Pass(TimeSpan.FromHours(1));
        await WorkAsync(worker);

        _asked.Count(id => id == "bad").ShouldBe(2);
    }

    [Fact]
    public async Task No_more_are_in_hand_than_are_allowed()
    {
        var worker = Worker(await _folder.OpenAsync(), most: 3);
        var hanging = new TaskCompletionSource<string?>();
        _answer = _ => hanging.Task;
        for (var i = 0; i < 10; i++)
            worker.TakeUp($"{i}");
        await worker.RoundAsync(StoreTest.Cancellation, StoreTest.Cancellation);
        await worker.RoundAsync(StoreTest.Cancellation, StoreTest.Cancellation);
        while (_asked.Count < 3)
            await Task.Yield();

        _asked.Count.ShouldBe(3);
        hanging.SetResult(null);
        await worker.IdleAsync();
        while (_asked.Count < 10)
            await WorkAsync(worker);
    }

    [Fact]
    public async Task What_memory_has_no_room_for_is_read_from_the_store_later()
    {
        var store = await _folder.OpenAsync();
        var mails = new UndecidedMails(store, _folder.Clock, most: 2);
        await mails.RefillAsync(StoreTest.Cancellation);
        var kept = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            var mail = StoreTest.Mail();
            await store.KeepAsync(mail, StoreTest.Cancellation);
            mails.Add(mail.Id, null);
            kept.Add(mail.Id);
        }

        var taken = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            await mails.RefillAsync(StoreTest.Cancellation);
            mails.TryTake(out var mail).ShouldBeTrue();
            taken.Add(mail.Id);
            await store.DecideAsync(mail.Id, StoreTest.Decision(), StoreTest.Cancellation);
            mails.Done(mail.Id);
        }

        taken.ShouldBe(kept);
    }

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    private static async Task WorkAsync(DecisionWorker worker)
    {
        await worker.RoundAsync(StoreTest.Cancellation, StoreTest.Cancellation);
        await worker.IdleAsync();
    }

    private DecisionWorker Worker(SqliteStore store, int most = 10) => new(
        store,
        (id, _) =>
        {
            _asked.Enqueue(id);
            return _answer(id);
        },
        new WakeUp(_folder.Clock),
        new RetrySchedule(TimeSpan.FromDays(3), _folder.Clock, () => 0),
        most,
        _folder.Clock,
        NullLogger<DecisionWorker>.Instance);
}
