using Mail2Alert.Alerts;
using Mail2Alert.Deliveries;
using Mail2Alert.Messages;
using Mail2Alert.Pipeline;
using Mail2Alert.Routing;
using Mail2Alert.Sources;
using Mail2Alert.Storage;
using Mail2Alert.Storage.Sqlite;
using Mail2Alert.Tests.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using static Mail2Alert.Tests.Storage.StoreTest;

namespace Mail2Alert.Tests.Pipeline;

public sealed class ReplayTests : IAsyncDisposable
{
    private static readonly Target Ops = new("slack", "SECRET/#ops", "slack://***/#ops");
    private static readonly Target Dev = new("slack", "SECRET/#dev", "slack://***/#dev");

    private readonly StoreFolder _folder = new();
    private readonly ScriptedSource _source = new();

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    [Fact]
    public async Task A_dry_run_says_who_would_be_told_and_why_and_changes_nothing()
    {
        var store = await _folder.OpenAsync();
        var mail = await KeepAsync(store);

        var replayed = await Replay(store, Ops, Dev).RunAsync(new ReplayOrder(mail.Id, [], IsDry: true), Cancellation);

        replayed.To.ShouldBe([new ReplayedTarget(Ops.Text, "route 1", null), new ReplayedTarget(Dev.Text, "route 1", null)]);
        replayed.Why.ShouldContain("route 1 matches (always): tell all");
        (await store.Desk.ListAsync(new DeliveryQuery(), Cancellation)).Items.ShouldBeEmpty();
        (await store.ReadAsync(mail.Id, Cancellation))!.Why.ShouldBe(["because"]);
    }

    [Fact]
    public async Task A_replay_tells_whom_the_routes_of_now_name_and_goes_into_the_mails_story()
    {
        var store = await _folder.OpenAsync();
        var mail = await KeepAsync(store);

        var replayed = await Replay(store, Ops).RunAsync(new ReplayOrder(mail.Id, [], IsDry: false), Cancellation);

        replayed.Trouble.ShouldBeNull();
        (await store.LeaseAsync(Destination.Of(Ops))).ShouldHaveSingleItem().Target.ShouldBe(TargetId.Of(Ops));
        var why = (await store.ReadAsync(mail.Id, Cancellation))!.Why;
        why[0].ShouldBe("because");
        why[1].ShouldStartWith("replayed 20");
        why.ShouldContain("route 1 matches (always): tell all");
    }

    [Fact]
    public async Task Only_the_targets_that_are_asked_for_are_told()
    {
        var store = await _folder.OpenAsync();
        var mail = await KeepAsync(store);

        var replayed = await Replay(store, Ops, Dev).RunAsync(new ReplayOrder(mail.Id, ["#DEV"], IsDry: false), Cancellation);

        replayed.To.Select(to => to.Skipped).ShouldBe(["not asked for", null]);
        (await store.LeaseAsync(Destination.Of(Ops))).ShouldBeEmpty();
        (await store.LeaseAsync(Destination.Of(Dev))).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Whoever_was_told_is_told_again_under_a_new_key_and_counts_once_in_the_audience()
    {
        var store = await _folder.OpenAsync();
        var mail = Mail();
        await store.KeepAsync(mail, Told(mail));
        var first = (await store.LeaseAsync(Destination.Of(Ops))).Single();
        await store.RecordAsync(first, new AttemptEnd.Delivered());

        await Replay(store, Ops).RunAsync(new ReplayOrder(mail.Id, [], IsDry: false), Cancellation);

        var second = (await store.LeaseAsync(Destination.Of(Ops))).Single();
        second.IdempotencyKey.ShouldStartWith(first.IdempotencyKey + ".");
        (await store.ReadAsync(mail.Id, Cancellation))!.Audience.ShouldBe([TargetId.Of(Ops)]);
    }

    [Theory]
    [InlineData(null, "delivery 1 is pending")]
    [InlineData(DeskAction.Hold, "delivery 1 is held")]
    public async Task What_is_on_its_way_already_is_not_queued_twice(object? action, string why)
    {
        var store = await _folder.OpenAsync();
        var mail = Mail();
        await store.KeepAsync(mail, Told(mail));
        if (action is DeskAction hold)
            await store.Desk.ActAsync(1, hold, Cancellation);

        var replayed = await Replay(store, Ops).RunAsync(new ReplayOrder(mail.Id, [], IsDry: false), Cancellation);

        replayed.To.Single().Skipped.ShouldBe(why);
        (await store.Desk.ListAsync(new DeliveryQuery(), Cancellation)).Items.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task An_alert_keeps_the_event_that_it_had_and_what_is_remembered_of_it_stays()
    {
        var store = await _folder.OpenAsync();
        var mail = Mail();
        var remembered = new AlertState(AlertStatus.Resolved, "9", "FIXED");
        await store.KeepAsync(mail, new MailDecision(Stage("BREAKS"), remembered, ["because"], []));
        _source.Read = () => new Reading.Understood(Stage("FAILS") with { StatusBefore = AlertStatus.Firing }, []);

        await Replay(store, Ops).RunAsync(new ReplayOrder(mail.Id, [], IsDry: false), Cancellation);

        var alert = (await store.ReadAsync(mail.Id, Cancellation))!.Alert!;
        (alert.Event, alert.Labels["event"]).ShouldBe(("BREAKS", "BREAKS"));
        ((await store.AlertsAsync(10, Cancellation)).Single().State with { Since = default }).ShouldBe(remembered);
    }

    [Fact]
    public async Task A_mail_that_a_source_claims_only_now_becomes_an_alert()
    {
        var store = await _folder.OpenAsync();
        var mail = Mail();
        await store.KeepAsync(mail, new MailDecision(null, null, ["nobody claims it"], []));

        await Replay(store, Ops).RunAsync(new ReplayOrder(mail.Id, [], IsDry: false), Cancellation);

        (await store.ReadAsync(mail.Id, Cancellation))!.Alert!.Event.ShouldBe("FAILS");
    }

    [Fact]
    public async Task A_mail_that_nobody_decided_about_is_left_to_whoever_does()
    {
        var store = await _folder.OpenAsync();
        var mail = Mail();
        await store.KeepAsync(mail, Cancellation);

        var replayed = await Replay(store, Ops).RunAsync(new ReplayOrder(mail.Id, [], IsDry: false), Cancellation);

        replayed.Trouble.ShouldBe("the mail is not decided yet, or is not there");
        (await store.UndecidedAsync()).ShouldBe([mail.Id]);
        (await store.Desk.ListAsync(new DeliveryQuery(), Cancellation)).Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_source_that_defers_and_a_mail_that_is_not_there_are_said()
    {
        var store = await _folder.OpenAsync();
        var mail = await KeepAsync(store);
        _source.Read = () => new Reading.Deferred("the API is down", []);

        (await Replay(store, Ops).RunAsync(new ReplayOrder(mail.Id, [], IsDry: false), Cancellation)).Trouble
            .ShouldBe("it cannot be decided now: the API is down");
        (await Replay(store, Ops).RunAsync(new ReplayOrder("06FK6P3QWR8V7M2H", [], IsDry: false), Cancellation)).Trouble
            .ShouldBe("there is no such mail, or its bytes are lost");
    }

    private static MailDecision Told(Message mail) =>
        new(TestAlert.Of(), null, ["because"], [PlannedDelivery.Tell(mail.Id, TestAlert.Of(), Ops, "route 1", Destination.Of(Ops))]);

    private static Alert Stage(string name) => TestAlert.Of(("event", name)) with
    {
        Occurrence = "7",
        Event = name,
        Edges = new EdgeEvents("BREAKS", "FAILS", "FIXED", "PASSES"),
    };

    private static async Task<Message> KeepAsync(SqliteStore store)
    {
        var mail = Mail();
        await store.KeepAsync(mail, new MailDecision(TestAlert.Of(), null, ["because"], []));
        return mail;
    }

    private Replay Replay(SqliteStore store, params Target[] targets)
    {
        var router = new Router([new Route("route 1", new Matcher.Always(), new Receiver("all", targets), false)]);
        return new Replay(
            store,
            new Processor([_source]),
            router,
            new ReadBudget(1 << 20, 1 << 16),
            new WakeUp(_folder.Clock),
            TimeSpan.FromSeconds(45),
            _folder.Clock,
            NullLogger<Replay>.Instance);
    }

    private sealed class ScriptedSource : ISource
    {
        public string Name => "gocd";

        public Claim Claim => new([], []);

        public Func<Reading> Read { get; set; } = () => new Reading.Understood(Stage("FAILS"), []);

        public Task WarmUpAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public ValueTask<Reading> ReadAsync(Message message, CancellationToken cancellationToken) => ValueTask.FromResult(Read());
    }
}
