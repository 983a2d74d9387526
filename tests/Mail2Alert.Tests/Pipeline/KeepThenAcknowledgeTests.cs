using Mail2Alert.Deliveries;
using Mail2Alert.Pipeline;
using Mail2Alert.Smtp;
using Mail2Alert.Storage;
using Mail2Alert.Storage.Sqlite;
using Mail2Alert.Tests.Routing;
using Mail2Alert.Tests.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Mail2Alert.Tests.Pipeline;

public sealed class KeepThenAcknowledgeTests : IAsyncDisposable
{
    private readonly StoreFolder _folder = new();
    private readonly List<string> _decided = [];
    private readonly StoreRoom _room;
    private long _free = 1 << 30;

    public KeepThenAcknowledgeTests() => _room = new StoreRoom(() => _free, reserve: 1 << 20, warning: 1 << 24);

    [Fact]
    public async Task A_mail_is_acknowledged_when_it_is_on_disk_and_decided_about_afterwards()
    {
        var store = await _folder.OpenAsync();
        var worker = Worker(store);
        var mail = StoreTest.Mail();

        (await Keep(store, worker).AnswerAsync(mail, StoreTest.Cancellation)).Safest!.Code.ShouldBe(250);
        _decided.ShouldBeEmpty();
        _folder.Crash();

        (await (await _folder.OpenAsync()).ReadAsync(mail.Id, StoreTest.Cancellation)).ShouldNotBeNull();
        await worker.RoundAsync(StoreTest.Cancellation, StoreTest.Cancellation);
        await worker.IdleAsync();
        _decided.ShouldBe([mail.Id]);
    }

    [Fact]
    public async Task Without_room_the_notifier_is_asked_to_come_again()
    {
        var store = await _folder.OpenAsync(_folder.Options with { QueuedMails = 0 });

        var reply = await AnswerAsync(store);

        (reply.Code, reply.Enhanced).ShouldBe((452, "4.3.1"));
        reply.Lines[0].ShouldContain("no room");
    }

    [Fact]
    public async Task On_a_disk_that_is_nearly_full_the_notifier_keeps_the_mail_and_what_is_kept_can_still_be_decided()
    {
        var store = await _folder.OpenAsync();
        var kept = StoreTest.Mail();
        await store.KeepAsync(kept, StoreTest.Cancellation);
        _free = 1 << 19;
        _room.Look();

        var reply = await AnswerAsync(store);

        (reply.Code, reply.Enhanced).ShouldBe((452, "4.3.1"));
        (await store.DecideAsync(kept.Id, StoreTest.Decision(), StoreTest.Cancellation)).ShouldBe(StoreAnswer.Done.Instance);
    }

    [Fact]
    public async Task What_cannot_be_written_is_not_acknowledged_and_the_notifier_hears_no_paths()
    {
        var store = await _folder.OpenAsync();
        store.Writer.Commit = _ => throw new IOException($"{_folder.Database} is broken");

        var reply = await AnswerAsync(store);

        (reply.Code, reply.Enhanced).ShouldBe((451, "4.3.0"));
        reply.Lines[0].ShouldNotContain(_folder.Database);
    }

    [Fact]
    public async Task A_notifier_that_goes_away_meanwhile_does_not_leave_the_mail_forgotten()
    {
        var store = await _folder.OpenAsync();
        var worker = Worker(store);
        using var gone = new CancellationTokenSource();
        await gone.CancelAsync();

        await Keep(store, worker).AnswerAsync(StoreTest.Mail(), gone.Token);
        await worker.RoundAsync(StoreTest.Cancellation, StoreTest.Cancellation);
        await worker.IdleAsync();

        _decided.Count.ShouldBe(1);
    }

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    private async Task<SmtpReply> AnswerAsync(SqliteStore store) =>
        (await Keep(store, Worker(store)).AnswerAsync(StoreTest.Mail(), StoreTest.Cancellation)).Safest!;

    private KeepThenAcknowledge Keep(SqliteStore store, DecisionWorker worker) =>
        new(_room, Keeper(store, worker), TestMeters.Metrics(), _folder.Clock, NullLogger<KeepThenAcknowledge>.Instance);

    // Its source asks somebody: nothing can be decided at once.
    private MailKeeper Keeper(SqliteStore store, DecisionWorker worker) => new(
        store,
        new Processor([new HangingSource()]),
        TestEngine.Of([]),
        new AlertTurns(),
        worker,
        new WakeUp(_folder.Clock),
        TestMeters.Metrics(),
        new DecisionLog(NullLogger<DecisionLog>.Instance),
        _folder.Clock);

    private DecisionWorker Worker(SqliteStore store) => new(
        store,
        (id, _) =>
        {
            _decided.Add(id);
            return Task.FromResult<string?>(null);
        },
        new WakeUp(_folder.Clock),
        new RetrySchedule(TimeSpan.FromDays(3), _folder.Clock),
        1,
        _folder.Clock,
        NullLogger<DecisionWorker>.Instance);
}
