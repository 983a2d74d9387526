using Mail2Alert.Channels;
using Mail2Alert.Channels.Chat.Slack;
using Mail2Alert.Configuration;
using Mail2Alert.Deliveries;
using Mail2Alert.Messages;
using Mail2Alert.Pipeline;
using Mail2Alert.Routing;
using Mail2Alert.Sources;
using Mail2Alert.Storage;
using Mail2Alert.Storage.Sqlite;
using Mail2Alert.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Mail2Alert.Tests.Pipeline.Engine;

/// <summary>
/// The program from the acknowledgement to the targets, put together as the program puts itself together and running by itself; only the clock,
/// one source and one channel are the test's.
/// </summary>
internal sealed class RunningEngine : IAsyncDisposable
{
    public static readonly Target Down = new("test", "down", "test://down");
    public static readonly Target Up = new("test", "up", "test://up");

    private readonly string _directory;
    private readonly ServiceProvider _services;
    private readonly IStore _store;
    private readonly IHostedLifecycleService _engine;

    private RunningEngine(StoreOpening.Opened opened, LoopClock clock, string directory, ScriptedTargets targets, LimitSettings limits)
    {
        (_store, Clock, _directory, Targets) = (opened.Store, clock, directory, targets);
        var settings = new StoreSettings(Path.Combine(directory, "mail2alert.db"));
        var configuration = new Mail2AlertConfiguration
        {
            Listeners = [],
            Slack = new SlackSettings(),
            Limits = limits,
            Sources = [],
            Receivers = [],
            Routes = [new Route("route 1", new Matcher.Always(), new Receiver("both", [Down, Up]), false)],
            Store = settings,
        };
        var services = new ServiceCollection();
        Gateway.AddParts(services, configuration);
        StoreParts.Add(services, configuration, settings, opened);
        services.AddSingleton<TimeProvider>(clock);
        services.AddSingleton<ISource>(new PairSource());
        services.AddSingleton<IChannel>(targets);
        _services = services.BuildServiceProvider();
        _engine = (IHostedLifecycleService)_services.GetServices<IHostedService>().Single(service => service is StoreEngine);
    }

    public LoopClock Clock { get; }

    public ScriptedTargets Targets { get; }

    public static async Task<RunningEngine> StartAsync(LimitSettings limits)
    {
        var clock = new LoopClock();
        var directory = Directory.CreateTempSubdirectory("mail2alert-engine-").FullName;
        var opening = await SqliteOpening.OpenAsync(
            new SqliteStoreOptions { Path = Path.Combine(directory, "mail2alert.db") }, clock, StoreTest.Cancellation);
        var scene = new RunningEngine(
            opening.ShouldBeOfType<StoreOpening.Opened>(), clock, directory, new ScriptedTargets(clock), limits);
        await scene._engine.StartAsync(StoreTest.Cancellation);
        return scene;
    }

    /// <summary>A notifier sends a mail, and is told 250.</summary>
    public async Task MailAsync(string subject)
    {
        var mail = TestMail.Of(subject, "");
        var verdict = await _services.GetRequiredService<KeepThenAcknowledge>().AnswerAsync(
            StoreTest.MailOf(mail, Clock.GetUtcNow()), StoreTest.Cancellation);
        verdict.Safest!.Code.ShouldBe(250);
    }

    /// <summary>Until nobody has anything to do at this moment.</summary>
    public async Task SettleAsync()
    {
        while (!IsQuiet())
            await Task.Yield();
    }

    public async Task PassAsync(TimeSpan time)
    {
        for (var end = Clock.GetUtcNow() + time; Clock.GetUtcNow() < end;)
        {
            await SettleAsync();
            Clock.Step(end - Clock.GetUtcNow());
        }
        await SettleAsync();
    }

    public async Task<IReadOnlyDictionary<DeliveryState, long>> StatesAsync() => (await _store.Desk.FiguresAsync(StoreTest.Cancellation)).Deliveries;

    public async ValueTask DisposeAsync()
    {
        await _engine.StoppingAsync(CancellationToken.None);
        await _engine.StopAsync(CancellationToken.None);
        await _services.DisposeAsync();
        await _store.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    private WakeUp Dispatching => _services.GetRequiredService<WakeUp>();

    // What ends gives its hint before it is over, and a loop that has a hint is not asleep.
    private bool IsQuiet()
    {
        var (worker, dispatcher) = (_services.GetRequiredService<DecisionWorker>(), _services.GetRequiredService<DeliveryDispatcher>());
        return worker.Wake.IsAsleep && worker.IdleAsync().IsCompleted
            && Dispatching.IsAsleep && dispatcher.IdleAsync().IsCompleted
            && worker.Wake.IsAsleep && Dispatching.IsAsleep;
    }

    /// <summary>Reads <c>FIRING disk-7</c> and <c>RESOLVED disk-7</c>.</summary>
    private sealed class PairSource : ISource
    {
        public string Name => "pairs";

        public Claim Claim { get; } = new([], []);

        public Task WarmUpAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public ValueTask<Reading> ReadAsync(Message message, CancellationToken cancellationToken) => new(new Reading.Understood(
            TestAlert.Of() with
            {
                Source = Name,
                Key = message.Subject.Split(' ')[1],
                Status = message.Subject.StartsWith("FIRING", StringComparison.Ordinal) ? Mail2Alert.Alerts.AlertStatus.Firing : Mail2Alert.Alerts.AlertStatus.Resolved,
                Title = message.Subject,
            },
            []));
    }
}
