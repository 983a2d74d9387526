using System.Text;
using Mail2Alert.Channels;
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
using static Mail2Alert.Tests.Storage.StoreTest;

namespace Mail2Alert.Tests.Pipeline;

/// <summary>First attempts that fail while the notifier waits, at receivers with a fallback.</summary>
public sealed class RemainderFallbackTests : IAsyncDisposable
{
    private static readonly Receiver Blue = new("blue", [Test("blue")]);
    private static readonly Receiver OnCall = new("oncall", [Test("oncall")]) { Fallback = new Fallback("blue", TimeSpan.FromMinutes(30)) };

    private readonly StoreFolder _folder = new();

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    [Fact]
    public async Task A_first_attempt_that_failed_for_good_is_kept_with_its_fallback_and_the_notifier_need_not_come_again()
    {
        var store = await _folder.OpenAsync();

        (await AnswerAsync(store, [OnCall], new Outcome.Failed("no"))).ShouldBe(250);

        (await RowsAsync(store)).ShouldBe([("test:oncall", DeliveryState.Dead), ("test:blue", DeliveryState.Pending)]);
        (await store.LeaseAsync("test:blue")).Single().Note.ShouldBe("fallback of oncall: test:oncall never gets it: no");
    }

    [Fact]
    public async Task Without_a_fallback_the_notifier_hears_of_it_and_nothing_is_kept()
    {
        var store = await _folder.OpenAsync();

        (await AnswerAsync(store, [Blue], new Outcome.Failed("no"))).ShouldBe(554);

        (await RowsAsync(store)).ShouldBeEmpty();
    }

    [Fact]
    public async Task When_the_fallback_was_refused_just_now_too_the_notifier_hears_of_it()
    {
        var store = await _folder.OpenAsync();

        (await AnswerAsync(store, [OnCall, Blue], new Outcome.Failed("no"))).ShouldBe(554);

        (await RowsAsync(store)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_still_open_falls_back_when_it_is_late()
    {
        var store = await _folder.OpenAsync();

        (await AnswerAsync(store, [OnCall], new Outcome.Retry("down"))).ShouldBe(250);

        (await store.LateAsync(10, Cancellation)).ShouldHaveSingleItem().At.ShouldBe(_folder.Clock.GetUtcNow() + TimeSpan.FromMinutes(30));
    }

    private static Target Test(string name) => new("test", name, $"test:{name}");

    private static async Task<List<(string, DeliveryState)>> RowsAsync(SqliteStore store) =>
        [.. (await store.Desk.ListAsync(new DeliveryQuery(), Cancellation)).Items.OrderBy(row => row.Id).Select(row => (row.Target!.Text, row.State))];

    private async Task<int> AnswerAsync(SqliteStore store, Receiver[] to, Outcome outcome)
    {
        var clock = _folder.Clock;
        var schedule = new RetrySchedule(TimeSpan.FromDays(3), clock);
        var configured = new ConfiguredReceivers([OnCall, Blue], TimeSpan.FromDays(3));
        var aftermath = new Aftermath(
            store, new ReadBudget(1 << 20, 1 << 16), new Fallbacks(configured, NullLogger<Fallbacks>.Instance), null, NullLogger<Aftermath>.Instance);
        var worker = new DecisionWorker(
            store, (_, _) => Task.FromResult<string?>(null), new WakeUp(clock), schedule, 1, clock, NullLogger<DecisionWorker>.Instance);
        await using var remainder = new Remainder(
            store, worker, new WakeUp(clock), schedule, new History(store, 1 << 20, NullLogger<History>.Instance), aftermath, TestThrottle.Of(store, configured, clock), NullLogger<Remainder>.Instance);
        var flow = new DeliverThenAcknowledge(
            new Processor([new MailSource(new MailSettings("mail", new Claim([], [])))]),
            new Dispatcher([new OneAnswer(outcome)], null, new DeliveredTargets(100, clock), clock),
            TestEngine.Of([new Route("route", new Matcher.Always(), to, goesOn: false)]),
            new AlertTurns(),
            TestMeters.Metrics(),
            new DecisionLog(NullLogger<DecisionLog>.Instance),
            TimeSpan.FromSeconds(45),
            clock,
            NullLogger<DeliverThenAcknowledge>.Instance,
            remainder);
        var mail = TestMail.OfBytes(Encoding.ASCII.GetBytes("Subject: disk full\r\n\r\n"));
        return (await flow.AnswerAsync(mail, Cancellation)).Safest!.Code;
    }

    private sealed class OneAnswer(Outcome outcome) : IChannel
    {
        public string Scheme => "test";

        public Task<Outcome> SendAsync(Notification notification, Target target, CancellationToken cancellationToken) => Task.FromResult(outcome);
    }
}
