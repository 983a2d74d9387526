using Mail2Alert.Alerts;
using Mail2Alert.Channels;
using Mail2Alert.Deliveries;
using Mail2Alert.Messages;
using Mail2Alert.Pipeline;
using Mail2Alert.Routing;
using Mail2Alert.Sources;
using Mail2Alert.Storage;
using Mail2Alert.Storage.Sqlite;
using Mail2Alert.Tests.Routing;
using Mail2Alert.Tests.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Mail2Alert.Tests.Pipeline;

/// <summary>From a kept mail to its deliveries, and from a delivery to its channel.</summary>
public sealed class StoredMailTests : IAsyncDisposable
{
    private static readonly Target Ops = new("test", "SECRET/ops", "test://***/ops");
    private static readonly Target Dev = new("test", "SECRET/dev", "test://***/dev");

    private readonly StoreFolder _folder = new();
    private readonly FakeTimeProvider _clock = new();
    private readonly AlertMemory _memory = new(10);
    private readonly ScriptedSource _source = new();
    private readonly RecordingChannel _channel = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_decision_is_stored_with_its_deliveries_and_what_is_remembered()
    {
        var store = await _folder.OpenAsync();
        var mail = await KeepAsync(store);

        (await Decider(store, Route(Ops, Dev)).DecideAsync(mail.Id, Cancellation)).ShouldBeNull();

        (await store.UndecidedAsync()).ShouldBeEmpty();
        (await store.LeaseAsync(Destination.Of(Ops))).ShouldHaveSingleItem().Target.ShouldBe(TargetId.Of(Ops));
        (await store.LeaseAsync(Destination.Of(Dev))).ShouldHaveSingleItem();
        var stored = (await store.ReadAsync(mail.Id, Cancellation))!;
        stored.Alert!.Key.ShouldBe("p/s");
        stored.Why.ShouldNotBeEmpty();
        Remembered((await store.AlertsAsync(10, Cancellation)).ShouldHaveSingleItem().State)
            .ShouldBe(Remembered(_memory.Recall(AlertId.Of(TestAlert.Of()))));
    }

    [Fact]
    public async Task Mail_that_no_source_claims_is_to_be_handed_on()
    {
        var store = await _folder.OpenAsync();
        var mail = await KeepAsync(store);
        _source.Claim = new Claim(["somebody@else.example"], []);

        await Decider(store, Route(Ops)).DecideAsync(mail.Id, Cancellation);

        (await store.LeaseAsync(Destination.Relay)).ShouldHaveSingleItem().Recipients.ShouldBe(mail.Envelope.Recipients);
    }

    [Fact]
    public async Task A_source_that_defers_leaves_the_mail_undecided_and_nothing_remembered()
    {
        var store = await _folder.OpenAsync();
        var mail = await KeepAsync(store);
        _source.Read = _ => ValueTask.FromResult<Reading>(new Reading.Deferred("the API is down", []));

        (await Decider(store, Route(Ops)).DecideAsync(mail.Id, Cancellation)).ShouldBe("the API is down");

        (await store.UndecidedAsync()).ShouldBe([mail.Id]);
        _memory.Count.ShouldBe(0);
    }

    [Fact]
    public async Task A_lookup_that_takes_too_long_is_put_off()
    {
        var store = await _folder.OpenAsync();
        var mail = await KeepAsync(store);
        var asked = new TaskCompletionSource();
        _source.Read = async cancellationToken =>
        {
            asked.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, _clock, cancellationToken);
            throw new System.Diagnostics.UnreachableException();
        };
        var deciding = Decider(store, Route(Ops)).DecideAsync(mail.Id, Cancellation);
        await asked.Task;

        _clock.Advance(TimeSpan.FromSeconds(46));

        (await deciding)!.ShouldContain("decide-within");
        (await store.UndecidedAsync()).ShouldBe([mail.Id]);
    }

    [Fact]
    public async Task What_could_not_be_stored_is_not_remembered()
    {
        var store = await _folder.OpenAsync();
        var mail = await KeepAsync(store);
        store.Writer.Commit = _ => throw new IOException("the disk failed");

        (await Decider(store, Route(Ops)).DecideAsync(mail.Id, Cancellation))!.ShouldContain("the disk failed");

        _memory.Count.ShouldBe(0);
    }

    [Fact]
    public async Task Of_many_mails_at_once_about_one_failure_after_success_exactly_one_breaks_and_the_store_knows_the_last_state()
    {
        var store = await _folder.OpenAsync();
        _memory.Remember(new AlertId("gocd", "p/s"), new AlertState(AlertStatus.Resolved, "0", "PASSES"));
        var run = 0;
        _source.Read = _ => ValueTask.FromResult<Reading>(new Reading.Understood(Stage($"{Interlocked.Increment(ref run)}"), []));
        var decider = Decider(store, Route(Ops));
        var mails = new List<Message>();
        for (var i = 0; i < 20; i++)
            mails.Add(await KeepAsync(store));

        await Task.WhenAll(mails.Select(mail => Task.Run(() => decider.DecideAsync(mail.Id, Cancellation))));

        var events = new List<string?>();
        foreach (var mail in mails)
            events.Add((await store.ReadAsync(mail.Id, Cancellation))!.Alert!.Event);
        events.Count(name => name == "BREAKS").ShouldBe(1);
        Remembered((await store.AlertsAsync(10, Cancellation)).Single().State)
            .ShouldBe(Remembered(_memory.Recall(AlertId.Of(TestAlert.Of()))));
    }

    [Fact]
    public async Task The_channel_gets_the_mail_as_it_came_and_all_who_are_told()
    {
        var store = await _folder.OpenAsync();
        var mail = await KeepAsync(store);
        await Decider(store, Route(Ops, Dev)).DecideAsync(mail.Id, Cancellation);

        (await Sender(store, Route(Ops, Dev)).SendAsync((await store.LeaseAsync(Destination.Of(Ops)))[0], Cancellation))
            .ShouldBeOfType<Outcome.Delivered>();

        var (notification, target) = _channel.Told.ShouldNotBeNull();
        target.ShouldBe(Ops);
        notification.Audience.ShouldBe([Ops, Dev]);
        System.Buffers.BuffersExtensions.ToArray(notification.Message.Raw).ShouldBe(System.Buffers.BuffersExtensions.ToArray(mail.Raw));
    }

    [Fact]
    public async Task A_target_that_is_not_in_the_configuration_any_more_is_refused_for_good()
    {
        var store = await _folder.OpenAsync();
        var mail = await KeepAsync(store);
        await Decider(store, Route(Ops)).DecideAsync(mail.Id, Cancellation);

        (await Sender(store, Route(Dev)).SendAsync((await store.LeaseAsync(Destination.Of(Ops)))[0], Cancellation))
            .ShouldBeOfType<Outcome.Failed>().Why.ShouldBe("no route names this target any more");

        _channel.Told.ShouldBeNull();
    }

    [Fact]
    public async Task A_mail_whose_bytes_are_lost_is_refused_for_good()
    {
        var store = await _folder.OpenAsync();
        var mail = await KeepAsync(store, size: 10_000);
        await Decider(store, Route(Ops)).DecideAsync(mail.Id, Cancellation);
        foreach (var file in Directory.EnumerateFiles(_folder.Mails, "*.eml", SearchOption.AllDirectories))
            File.Delete(file);

        (await Sender(store, Route(Ops)).SendAsync((await store.LeaseAsync(Destination.Of(Ops)))[0], Cancellation))
            .ShouldBeOfType<Outcome.Failed>().Why.ShouldContain("lost");
    }

    [Fact]
    public async Task An_undecided_mail_whose_bytes_are_lost_is_not_asked_for_again()
    {
        var store = await _folder.OpenAsync();
        var mail = await KeepAsync(store, size: 10_000);
        foreach (var file in Directory.EnumerateFiles(_folder.Mails, "*.eml", SearchOption.AllDirectories))
            File.Delete(file);

        (await Decider(store, Route(Ops)).DecideAsync(mail.Id, Cancellation)).ShouldBeNull();

        (await store.UndecidedAsync()).ShouldBeEmpty();
    }

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    private static async Task<Message> KeepAsync(SqliteStore store, int size = 100)
    {
        var mail = StoreTest.Mail(size);
        (await store.KeepAsync(mail, Cancellation)).ShouldBe(StoreAnswer.Done.Instance);
        return mail;
    }

    private static Alert Stage(string occurrence) => TestAlert.Of() with
    {
        Occurrence = occurrence,
        Event = "FAILS",
        Edges = new EdgeEvents("BREAKS", "FAILS", "FIXED", "PASSES"),
    };

    private static Route[] Route(params Target[] targets) => [new Route("route 1", new Matcher.Always(), new Receiver("all", targets), false)];

    private MailDecider Decider(SqliteStore store, Route[] routes) => new(
        store,
        new Processor([_source]),
        TestEngine.Of(routes, _memory),
        new AlertTurns(),
        new ReadBudget(1 << 20, 1 << 16),
        TestMeters.Metrics(),
        new DecisionLog(NullLogger<DecisionLog>.Instance),
        _ => { },
        TimeSpan.FromSeconds(45),
        _clock,
        NullLogger<MailDecider>.Instance);

    private StoredSender Sender(SqliteStore store, Route[] routes) => new(
        store, [_channel], null, new ConfiguredTargets(routes), new SendBudget(1 << 20, 1 << 16), TimeSpan.FromMinutes(10), _clock);

    private sealed class ScriptedSource : ISource
    {
        public string Name => "gocd";

        public Claim Claim { get; set; } = new([], []);

        public Func<CancellationToken, ValueTask<Reading>> Read { get; set; } =
            _ => ValueTask.FromResult<Reading>(new Reading.Understood(Stage("1"), []));

        public Task WarmUpAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public ValueTask<Reading> ReadAsync(Message message, CancellationToken cancellationToken) => Read(cancellationToken);
    }

    private sealed class RecordingChannel : IChannel
    {
        public string Scheme => "test";

        public (Notification Notification, Target Target)? Told { get; private set; }

        public Task<Outcome> SendAsync(Notification notification, Target target, CancellationToken cancellationToken)
        {
            Told = (notification, target);
            return Task.FromResult<Outcome>(new Outcome.Delivered());
        }
    }

    private static string Remembered(AlertState? state) =>
        $"{state!.Status} {state.Occurrence} {state.Event} {state.Since:O} {state.Told!.Occurrence} {string.Join(' ', state.Told.Targets)}";
}
