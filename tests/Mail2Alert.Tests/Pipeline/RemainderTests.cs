using System.Text;
using Mail2Alert.Channels;
using Mail2Alert.Deliveries;
using Mail2Alert.Messages;
using Mail2Alert.Pipeline;
using Mail2Alert.Routing;
using Mail2Alert.Smtp;
using Mail2Alert.Sources;
using Mail2Alert.Sources.Mail;
using Mail2Alert.Storage;
using Mail2Alert.Storage.Sqlite;
using Mail2Alert.Tests.Routing;
using Mail2Alert.Tests.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Mail2Alert.Tests.Pipeline;

/// <summary><c>acknowledge: delivered</c> with a store.</summary>
public sealed class RemainderTests : IAsyncDisposable
{
    private static int _mails;

    private readonly StoreFolder _folder = new();
    private readonly FakeTimeProvider _clock = new();
    private readonly FakeChannel _channel = new();
    private readonly List<string> _takenUp = [];
    private readonly AlertTurns _turns = new();
    private DeliveredTargets? _delivered;
    private IReadOnlyList<Receiver> _receivers = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_not_delivered_is_kept_with_its_first_attempt_and_then_acknowledged()
    {
        var store = await _folder.OpenAsync();
        _channel.Outcomes["b"] = new Outcome.Retry("down");

        var reply = await AnswerAsync(store, Mail());
        _folder.Crash();

        (reply.Code, reply.Lines[0][^26..]).ShouldBe((250, "delivered to 1 of 2 so far"));
        var kept = await ListAsync(await _folder.OpenAsync());
        kept.Select(row => (row.Target!.Text, row.State, row.Attempts)).ShouldBe(
            [("test:a", DeliveryState.Delivered, 1), ("test:b", DeliveryState.Pending, 1)], ignoreOrder: true);
        kept.Single(row => row.State == DeliveryState.Pending).Reason.ShouldBe("down");
    }

    [Fact]
    public async Task What_could_not_be_kept_stays_with_the_notifier_and_nobody_is_told_twice()
    {
        var store = await _folder.OpenAsync();
        var flow = Flow(store);
        var commit = store.Writer.Commit;
        store.Writer.Commit = _ => throw new IOException("the disk failed");
        _channel.Outcomes["b"] = new Outcome.Retry("down");
        (await flow.AnswerAsync(Mail(), Cancellation)).Safest!.Code.ShouldBe(451);

        store.Writer.Commit = commit;
        _channel.Outcomes.Clear();
        (await flow.AnswerAsync(Mail(), Cancellation)).Safest!.Code.ShouldBe(250);

        _channel.Told.ShouldBe(["a", "b", "b"], ignoreOrder: true);
    }

    [Fact]
    public async Task Of_what_is_delivered_the_history_is_written_behind_the_answer()
    {
        var store = await _folder.OpenAsync();
        await using (var remainder = Remainder(store))
            (await AnswerAsync(store, Mail(), remainder)).Code.ShouldBe(250);

        (await ListAsync(store)).ShouldAllBe(row => row.State == DeliveryState.Delivered);
        (await store.Desk.FiguresAsync(Cancellation)).Deliveries[DeliveryState.Delivered].ShouldBe(2);
        (await store.UndecidedAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_disk_that_cannot_keep_up_costs_history_and_no_delivery()
    {
        var store = await _folder.OpenAsync();
        await using (var remainder = Remainder(store, historyBytes: 1))
            (await AnswerAsync(store, Mail(), remainder)).Code.ShouldBe(250);

        _channel.Told.Count.ShouldBe(2);
        (await ListAsync(store)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_refused_for_good_is_the_notifiers_to_hear_of_and_is_not_kept()
    {
        var store = await _folder.OpenAsync();
        _channel.Outcomes["a"] = _channel.Outcomes["b"] = new Outcome.Failed("no such channel");

        (await AnswerAsync(store, Mail())).Code.ShouldBe(554);

        (await ListAsync(store)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Each_recipient_hears_whether_the_mail_is_kept_for_it()
    {
        var store = await _folder.OpenAsync();
        _channel.Outcomes["b"] = new Outcome.Retry("down");
        var mail = Mail();
        var both = mail.Envelope with { Recipients = [new SmtpRecipient(new SmtpPath("boss", "x.com")), .. mail.Envelope.Recipients] };

        var verdict = await Flow(store).AnswerAsync(TestMail.With(mail, both), Cancellation);

        verdict.For(0).Code.ShouldBe(550);
        verdict.For(1).Code.ShouldBe(250);
        (await ListAsync(store)).ShouldAllBe(row => row.Target != null);
    }

    [Fact]
    public async Task What_cannot_be_decided_in_time_is_kept_and_decided_later()
    {
        var store = await _folder.OpenAsync();
        var source = new HangingSource();
        await using var remainder = Remainder(store);
        var answering = Flow(store, remainder, source).AnswerAsync(Mail(), Cancellation);
        await source.Started.Task;

        _clock.Advance(TimeSpan.FromSeconds(46));

        (await answering).Safest!.Code.ShouldBe(250);
        (await store.UndecidedAsync()).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Later_news_goes_behind_earlier_news_that_waits()
    {
        var store = await _folder.OpenAsync();
        _channel.Outcomes["b"] = new Outcome.Retry("down");
        await AnswerAsync(store, Mail());
        _channel.Outcomes.Clear();
        _channel.Told.Clear();

        (await AnswerAsync(store, Mail())).Code.ShouldBe(250);

        _channel.Told.ShouldBe(["a"]);
        var waiting = (await ListAsync(store)).Where(row => row.Target!.Text == "test:b").OrderBy(row => row.Id).ToList();
        waiting.Select(row => (row.State, row.Attempts)).ShouldBe([(DeliveryState.Pending, 1), (DeliveryState.Pending, 0)]);
    }

    [Fact]
    public async Task Who_was_told_as_often_as_the_limit_allows_is_not_tried_and_what_it_is_owed_is_kept()
    {
        var store = await _folder.OpenAsync();
        _receivers = [To("a", "b")[0].To[0] with { Limit = new Allowance(1, TimeSpan.FromHours(1)) }];
        await using (var remainder = Remainder(store))
        {
            var flow = Flow(store, remainder);
            (await flow.AnswerAsync(Mail(), Cancellation)).Safest!.Code.ShouldBe(250);
            (await flow.AnswerAsync(Mail(), Cancellation)).Safest!.Code.ShouldBe(250);
        }

        _channel.Told.ShouldBe(["a", "b"], ignoreOrder: true);
        (await ListAsync(store)).GroupBy(row => row.State).ToDictionary(state => state.Key, state => state.Count()).ShouldBe(
            new Dictionary<DeliveryState, int> { [DeliveryState.Delivered] = 2, [DeliveryState.Pending] = 2 }, ignoreOrder: true);
    }

    [Fact]
    public async Task An_attempt_that_fails_uses_up_nothing_of_a_limit()
    {
        var store = await _folder.OpenAsync();
        _receivers = [To("a", "b")[0].To[0] with { Limit = new Allowance(1, TimeSpan.FromHours(1)) }];
        await using var remainder = Remainder(store);
        _channel.Outcomes["a"] = _channel.Outcomes["b"] = new Outcome.Failed("no");
        await AnswerAsync(store, Mail(), remainder);
        _channel.Outcomes.Clear();
        _channel.Told.Clear();

        (await AnswerAsync(store, Mail(), remainder)).Code.ShouldBe(250);

        _channel.Told.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Two_mails_about_one_alert_are_told_one_after_the_other()
    {
        var store = await _folder.OpenAsync();
        await using var remainder = Remainder(store);
        var flow = Flow(store, remainder);
        _channel.Hangs = true;
        var first = flow.AnswerAsync(Mail(), Cancellation);
        await _channel.Started.Task;
        var second = flow.AnswerAsync(Mail(), Cancellation);
        _channel.Told.Count.ShouldBe(2);

        _clock.Advance(TimeSpan.FromSeconds(46));

        (await first).Safest!.Code.ShouldBe(250);
        (await second).Safest!.Code.ShouldBe(250);
        _channel.Told.Count.ShouldBe(2);
        _turns.Count.ShouldBe(0);
    }

    [Fact]
    public async Task A_notifier_that_is_gone_keeps_its_mail()
    {
        var store = await _folder.OpenAsync();
        _channel.Hangs = true;
        using var gone = new CancellationTokenSource();
        var answering = Flow(store).AnswerAsync(Mail(), gone.Token);
        await _channel.Started.Task;

        await gone.CancelAsync();

        (await answering).Safest!.Code.ShouldBe(451);
        (await ListAsync(store)).ShouldBeEmpty();
    }

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    private static async Task<IReadOnlyList<DeliveryRow>> ListAsync(SqliteStore store) =>
        (await store.Desk.ListAsync(new DeliveryQuery(), Cancellation)).Items;

    private async Task<SmtpReply> AnswerAsync(SqliteStore store, Message mail, Remainder? remainder = null) =>
        (await Flow(store, remainder).AnswerAsync(mail, Cancellation)).Safest!;

    private DeliverThenAcknowledge Flow(SqliteStore store, Remainder? remainder = null, ISource? source = null) => new(
        new Processor([source ?? new MailSource(new MailSettings("mail", new Claim(["mail2alert@example.net"], [])))]),
        new Dispatcher([_channel], null, _delivered ??= new DeliveredTargets(100, _clock), _clock),
        TestEngine.Of(To("a", "b")),
        _turns,
        TestMeters.Metrics(),
        new DecisionLog(NullLogger<DecisionLog>.Instance),
        TimeSpan.FromSeconds(45),
        _clock,
        NullLogger<DeliverThenAcknowledge>.Instance,
        remainder ?? Remainder(store));

    private Remainder Remainder(SqliteStore store, long historyBytes = 1 << 20) => new(
        store,
        new DecisionWorker(
            store,
            (id, _) =>
            {
                _takenUp.Add(id);
                return Task.FromResult<string?>(null);
            },
            new WakeUp(_folder.Clock),
            new RetrySchedule(TimeSpan.FromDays(3), _folder.Clock),
            1,
            _folder.Clock,
            NullLogger<DecisionWorker>.Instance),
        new WakeUp(_folder.Clock),
        new RetrySchedule(TimeSpan.FromDays(3), _folder.Clock),
        new History(store, historyBytes, NullLogger<History>.Instance),
        Aftermath(store),
        TestThrottle.Of(store, new ConfiguredReceivers(_receivers, TimeSpan.FromDays(3)), _folder.Clock),
        NullLogger<Remainder>.Instance);

    private static Aftermath Aftermath(SqliteStore store) => new(
        store,
        new ReadBudget(1 << 20, 1 << 16),
        new Fallbacks(new ConfiguredReceivers([], TimeSpan.FromDays(3)), NullLogger<Fallbacks>.Instance),
        null,
        NullLogger<Aftermath>.Instance);

    private static Route[] To(params string[] names) =>
        [new Route("route", new Matcher.Always(), new Receiver("all", [.. names.Select(name => new Target("test", name, $"test:{name}"))]), false)];

    // The same bytes, and as the server does it, each time under an id of its own.
    private static Message Mail()
    {
        var mail = TestMail.OfBytes(Encoding.ASCII.GetBytes("Subject: disk full\r\n\r\n"));
        var id = $"01JE{Interlocked.Increment(ref _mails):D12}";
        return new Message(new SmtpMessage(id, mail.ReceivedAt, mail.Envelope, new OwnContent((byte[])[.. System.Buffers.BuffersExtensions.ToArray(mail.Raw)], false)));
    }
}
