using Mail2Alert.Alerts;
using Mail2Alert.Deliveries;
using Mail2Alert.Pipeline;
using Mail2Alert.Routing;
using Mail2Alert.Sources;
using Mail2Alert.Sources.Mail;
using Mail2Alert.Storage;
using Mail2Alert.Storage.Sqlite;
using Mail2Alert.Tests.Routing;
using Mail2Alert.Tests.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Mail2Alert.Tests.Pipeline;

public sealed class MailKeeperTests : IAsyncDisposable
{
    private readonly StoreFolder _folder = new();
    private readonly AlertTurns _turns = new();
    private readonly AlertMemory _memory = new(10);

    private static CancellationToken Cancellation => StoreTest.Cancellation;

    [Fact]
    public async Task A_mail_that_needs_nobody_is_on_disk_with_its_deliveries_after_one_commit()
    {
        var store = await _folder.OpenAsync();
        var before = store.Writer.Commits;

        (await (await KeeperAsync(store)).KeepAsync(StoreTest.Mail())).ShouldBe(StoreAnswer.Done.Instance);

        (store.Writer.Commits - before).ShouldBe(1);
        _folder.Crash();
        var again = await _folder.OpenAsync();
        (await again.UndecidedAsync()).ShouldBeEmpty();
        (await again.Desk.ListAsync(new DeliveryQuery(), Cancellation)).Items.ShouldHaveSingleItem().State.ShouldBe(DeliveryState.Pending);
        (await again.Desk.FiguresAsync(Cancellation)).Undecided.ShouldBe(0);
    }

    [Fact]
    public async Task One_whose_source_has_to_ask_is_kept_and_decided_later()
    {
        var store = await _folder.OpenAsync();

        (await (await KeeperAsync(store, new HangingSource())).KeepAsync(StoreTest.Mail())).ShouldBe(StoreAnswer.Done.Instance);

        (await store.UndecidedAsync()).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task It_does_not_overtake_mail_that_may_be_about_the_same_alert()
    {
        var store = await _folder.OpenAsync();
        var worker = await WorkerAsync(store);
        worker.TakeUp("01JDSOMEOTHER");

        await Keeper(store, worker).KeepAsync(StoreTest.Mail());

        (await store.UndecidedAsync()).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task It_overtakes_mail_about_another_alert_that_waits_for_its_decision()
    {
        var store = await _folder.OpenAsync();
        var worker = await WorkerAsync(store);
        worker.TakeUp("01JDSOMEOTHER", new AlertId("mail", "of another subject"));

        await Keeper(store, worker).KeepAsync(StoreTest.Mail());

        (await store.UndecidedAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task It_does_not_wait_for_another_mail_about_the_same_alert_and_leaves_its_turn_free()
    {
        var store = await _folder.OpenAsync();
        var mail = StoreTest.Mail();
        var id = new AlertId("mail", mail.Subject);
        var turn = await _turns.TakeAsync(id, Cancellation);
        var worker = await WorkerAsync(store);

        await Keeper(store, worker).KeepAsync(mail);

        (await store.UndecidedAsync()).ShouldHaveSingleItem();
        worker.MayHave(id).ShouldBeTrue();
        worker.MayHave(new AlertId("mail", "another")).ShouldBeFalse();
        turn.Dispose();
        _turns.Count.ShouldBe(0);
    }

    [Fact]
    public async Task Nobody_reads_the_mail_any_more_when_it_is_answered()
    {
        var source = new HangingSource();

        await (await KeeperAsync(await _folder.OpenAsync(), source)).KeepAsync(StoreTest.Mail());

        source.Started.Task.IsCompleted.ShouldBeTrue();
        source.IsReading.ShouldBeFalse();
    }

    [Fact]
    public async Task What_could_not_be_written_is_not_remembered()
    {
        var store = await _folder.OpenAsync();
        store.Writer.Commit = _ => throw new IOException("the disk failed");

        (await (await KeeperAsync(store, new EdgySource())).KeepAsync(StoreTest.Mail())).ShouldBeOfType<StoreAnswer.Failed>();

        _memory.Count.ShouldBe(0);
        _turns.Count.ShouldBe(0);
    }

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    private async Task<MailKeeper> KeeperAsync(SqliteStore store, ISource? source = null) => Keeper(store, await WorkerAsync(store), source);

    private MailKeeper Keeper(SqliteStore store, DecisionWorker worker, ISource? source = null) => new(
        store,
        new Processor([source ?? new MailSource(new MailSettings("mail", new Claim([], [])))]),
        TestEngine.Of([new Route("route", new Matcher.Always(), new Receiver("all", [new Target("test", "a", "test:a")]), false)], _memory),
        _turns,
        worker,
        new WakeUp(_folder.Clock),
        TestMeters.Metrics(),
        new DecisionLog(NullLogger<DecisionLog>.Instance),
        _folder.Clock);

    // One that has looked into the store, and found nothing.
    private async Task<DecisionWorker> WorkerAsync(SqliteStore store)
    {
        var worker = new DecisionWorker(
            store,
            (_, _) => Task.FromResult<string?>(null),
            new WakeUp(_folder.Clock),
            new RetrySchedule(TimeSpan.FromDays(3), _folder.Clock),
            1,
            _folder.Clock,
            NullLogger<DecisionWorker>.Instance);
        await worker.RoundAsync(Cancellation, Cancellation);
        return worker;
    }

    private sealed class EdgySource : ISource
    {
        public string Name => "edgy";

        public Claim Claim { get; } = new([], []);

        public Task WarmUpAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public ValueTask<Reading> ReadAsync(Mail2Alert.Messages.Message message, CancellationToken cancellationToken) => new(new Reading.Understood(
            TestAlert.Of() with { Status = AlertStatus.Firing, Edges = new EdgeEvents("BREAKS", "FAILS", "FIXED", "PASSES") }, []));
    }
}
