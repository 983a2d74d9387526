using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Mail2Alert.Channels;
using Mail2Alert.Channels.Mail;
using Mail2Alert.Deliveries;
using Mail2Alert.Pipeline;
using Mail2Alert.Routing;
using Mail2Alert.Storage;
using Mail2Alert.Storage.Sqlite;
using Mail2Alert.Tests.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Mail2Alert.Tests.Pipeline;

/// <summary>The dispatcher on a real store, with targets that answer as the test says, and time that passes when the test says.</summary>
internal sealed class Dispatching : IAsyncDisposable
{
    public static readonly DispatchLimits Limits = new(50, 10, TimeSpan.FromMinutes(10));

    private readonly StoreFolder _folder = new();
    private readonly ConcurrentQueue<(string To, TimeSpan At)> _sent = new();
    private readonly ConcurrentQueue<string> _mails = new();
    private readonly ConcurrentQueue<string> _notes = new();
    private readonly DateTimeOffset _start;
    private DeliveryDispatcher? _dispatcher;
    private LateFallbacks? _late;
    private WakeUp? _wake;

    public Dispatching() => _start = Clock.GetUtcNow();

    public SettableClock Clock => _folder.Clock;

    public SqliteStore Store { get; private set; } = null!;

    /// <summary>How the targets answer; delivered unless a test says otherwise.</summary>
    public Func<string, Task<Outcome>> Answer { get; set; } = _ => Task.FromResult<Outcome>(new Outcome.Delivered());

    public IReadOnlyList<string> Sent => [.. _sent.Select(sent => sent.To)];

    public IMeterFactory Meters { get; } = TestMeters.Factory();

    /// <summary>The mails of all attempts, in the order of <see cref="Sent"/>.</summary>
    public IReadOnlyList<string> Mails => [.. _mails];

    /// <summary>When this target was tried, since the beginning, in seconds.</summary>
    public IReadOnlyList<double> TimesOf(string to) => [.. _sent.Where(sent => sent.To == to).Select(sent => sent.At.TotalSeconds)];

    /// <summary>How fast every target may be told; null for as fast as it goes.</summary>
    public Pace? Pace { get; set; }

    /// <summary>The receivers of the configuration.</summary>
    public IReadOnlyList<Receiver> Receivers { get; init; } = [];

    /// <summary>What those who were tried were told of being a fallback; empty where nothing.</summary>
    public IReadOnlyList<string> Notes => [.. _notes];

    public static async Task<Dispatching> StartAsync(TimeSpan? giveUp = null, params IReadOnlyList<Receiver> receivers)
    {
        var scene = new Dispatching { Receivers = receivers };
        await scene.RestartAsync(giveUp);
        return scene;
    }

    /// <summary>Another process takes up what the one before left.</summary>
    public async Task RestartAsync(TimeSpan? giveUp = null)
    {
        Store = await _folder.OpenAsync();
        _wake = new WakeUp(Clock);
        var configured = new ConfiguredReceivers(Receivers, giveUp ?? TimeSpan.FromDays(3));
        var aftermath = new Aftermath(
            Store,
            new ReadBudget(1 << 20, 1 << 16),
            new Fallbacks(configured, NullLogger<Fallbacks>.Instance),
            new Bounces(new BounceComposer("gateway.example.com", "relay.example.com"), [], Clock),
            NullLogger<Aftermath>.Instance);
        _late = new LateFallbacks(Store, aftermath, _wake, Clock, NullLogger<LateFallbacks>.Instance);
        _dispatcher = new DeliveryDispatcher(
            Store,
            SendAsync,
            TestThrottle.Of(Store, configured, Clock, _wake, Meters),
            aftermath,
            configured,
            new RetrySchedule(giveUp ?? TimeSpan.FromDays(3), Clock, () => 0),
            Limits with { PaceOf = _ => Pace },
            _wake,
            TestMeters.Metrics(),
            Clock,
            NullLogger<DeliveryDispatcher>.Instance);
    }

    public void Crash() => _folder.Crash();

    public void Down(string why = "down") => Answer = _ => Task.FromResult<Outcome>(new Outcome.Retry(why));

    public void Recover() => Answer = _ => Task.FromResult<Outcome>(new Outcome.Delivered());

    public void Hurry() => _dispatcher!.Hurry();

    /// <summary>One round; what it began may be under way.</summary>
    public Task<TimeSpan> RoundAsync() => _dispatcher!.RoundAsync(StoreTest.Cancellation, StoreTest.Cancellation);

    /// <summary>Rounds until one of them makes something begin: a place is free a moment after the store knows how an attempt ended.</summary>
    /// <returns>The round that did, under way.</returns>
    public async Task<Task> RoundUntilAsync(Task begun)
    {
        while (true)
        {
            var round = RoundAsync();
            if (await Task.WhenAny(begun, round) == begun)
                return round;
            await round;
        }
    }

    public Task IdleAsync() => _dispatcher!.IdleAsync();

    /// <summary>Ends when so many attempts have failed, while others may be under way.</summary>
    public async Task FailedAsync(int attempts)
    {
        while ((await Store.Desk.ListAsync(new DeliveryQuery { State = DeliveryState.Pending }, StoreTest.Cancellation)).Items.Count(row => row.Attempts > 0) < attempts)
            await Task.Yield();
    }

    /// <summary>All that can be done at this moment.</summary>
    /// <returns>How long nothing can be done from now on.</returns>
    public async Task<TimeSpan> WorkAsync()
    {
        while (true)
        {
            await _late!.RoundAsync(StoreTest.Cancellation);
            var wait = await RoundAsync();
            await IdleAsync();
            if (wait > TimeSpan.Zero)
                return wait;
        }
    }

    /// <summary>Lets time pass as the program waits, working whenever it would.</summary>
    public async Task PassAsync(TimeSpan time)
    {
        for (var end = Clock.GetUtcNow() + time; ;)
        {
            var wait = await WorkAsync();
            if (Clock.GetUtcNow() + wait > end)
                break;
            Clock.Pass(wait);
        }
    }

    public async Task<IReadOnlyDictionary<DeliveryState, long>> StatesAsync() =>
        (await Store.Desk.FiguresAsync(StoreTest.Cancellation)).Deliveries;

    public async Task<DeliveryRow> RowAsync(string to) =>
        (await Store.Desk.ListAsync(new DeliveryQuery(), StoreTest.Cancellation)).Items.First(row => row.Target!.Text == $"slack://***/{to}");

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    private Task<Outcome> SendAsync(LeasedDelivery delivery, CancellationToken cancellationToken)
    {
        _notes.Enqueue(delivery.Note ?? "");
        _mails.Enqueue(delivery.MailId);
        var to = delivery.Target?.Text.Split('/')[^1] ?? string.Join(' ', delivery.Recipients.Select(recipient => recipient.Address));
        _sent.Enqueue((to, Clock.GetUtcNow() - _start));
        return Answer(to);
    }
}
