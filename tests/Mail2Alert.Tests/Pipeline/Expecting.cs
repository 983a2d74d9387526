using Mail2Alert.Alerts;
using Mail2Alert.Channels.Mail;
using Mail2Alert.Pipeline;
using Mail2Alert.Routing;
using Mail2Alert.Routing.Expectations;
using Mail2Alert.Storage.Sqlite;
using Mail2Alert.Tests.Routing;
using Mail2Alert.Tests.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Mail2Alert.Tests.Pipeline;

/// <summary>A program that waits for mail, and for news of the source <c>ups</c> four hours, with a store and a clock of the test's.</summary>
internal sealed class Expecting : IAsyncDisposable
{
    private static readonly Route[] Everything =
        [new Route("route 1", new Matcher.Always(), new Receiver("ops", [new Target("slack", "SECRET/ops", "slack://***/ops")]), false)];

    private readonly StoreFolder _folder = new();
    private AlertEngine _engine = null!;
    private ExpectationWorker _worker = null!;
    private ExpiryWorker _expiries = null!;

    public SettableClock Clock => _folder.Clock;

    public SqliteStore Store { get; private set; } = null!;

    public static async Task<Expecting> StartAsync(params Expectation[] expectations)
    {
        var scene = new Expecting();
        await scene.RestartAsync(expectations);
        return scene;
    }

    public async Task RestartAsync(params Expectation[] expectations)
    {
        if (Store is not null)
            _folder.Crash();
        Store = await _folder.OpenAsync();
        var (book, turns, due) = (new ExpectationBook(expectations), new AlertTurns(), new WakeUp(Clock));
        var expiries = new ExpiryBook(new Dictionary<string, TimeSpan> { ["ups"] = TimeSpan.FromHours(4) });
        _engine = TestEngine.Of(Everything, clock: Clock, expectations: book, expiries: expiries);
        foreach (var alert in (await Store.AlertsAsync(100, StoreTest.Cancellation)).Reverse())
            _engine.Restore(new AlertId(alert.Source, alert.Key), alert.State);
        var notices = new Notices(Store, new NoticeComposer("gateway.example.com"), due);
        var alerts = new OwnAlerts(Store, _engine, turns, notices, new DecisionLog(NullLogger<DecisionLog>.Instance), due);
        _worker = new ExpectationWorker(book, alerts, Store, new WakeUp(Clock), Clock, NullLogger<ExpectationWorker>.Instance);
        _expiries = new ExpiryWorker(expiries, alerts, new WakeUp(Clock), Clock, NullLogger<ExpiryWorker>.Instance);
        await _worker.StartAsync(StoreTest.Cancellation);
    }

    /// <summary>A mail comes and is decided.</summary>
    public async Task ComesAsync(AlertStatus status, string source = "nas")
    {
        var mail = StoreTest.MailOf(StoreTest.Mail(), Clock.GetUtcNow());
        var alert = TestAlert.Of(("status", status.ToString().ToLowerInvariant())) with { Source = source, Key = "backup", Status = status, At = mail.ReceivedAt };
        var decision = new Decision.Notify(_engine.Decide(alert, mail.Id), [], []);
        await Store.KeepAsync(mail, DecisionPlan.Of(mail, decision) with { Deliveries = [] });
        _engine.Remember(decision.Routing, mail.Id);
    }

    public async Task PassAsync(TimeSpan time)
    {
        Clock.Pass(time);
        await _worker.RoundAsync(StoreTest.Cancellation);
        await _expiries.RoundAsync(StoreTest.Cancellation);
    }

    /// <summary>What was told since this was asked last, by its event and what it is about.</summary>
    public async Task<string[]> ToldAsync()
    {
        var told = new List<string>();
        foreach (var delivery in await Store.LeaseAsync(Mail2Alert.Deliveries.Destination.Of(Everything[0].To[0].Targets[0])))
        {
            var alert = (await Store.ReadAsync(delivery.MailId, StoreTest.Cancellation))!.Alert!;
            told.Add($"{alert.Event} {alert.Key} {alert.Status}");
            await Store.RecordAsync(delivery, new Mail2Alert.Deliveries.AttemptEnd.Delivered(null));
        }
        return [.. told];
    }

    public ValueTask DisposeAsync() => _folder.DisposeAsync();
}
