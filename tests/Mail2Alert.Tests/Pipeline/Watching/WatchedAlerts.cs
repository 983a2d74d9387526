using Mail2Alert.Channels.Chat.Slack;
using Mail2Alert.Configuration;
using Mail2Alert.Pipeline;
using Mail2Alert.Routing;
using Mail2Alert.Sources;
using Mail2Alert.Storage;
using Mail2Alert.Storage.Sqlite;
using Mail2Alert.Tests.Storage;
using Mail2Alert.Web.Desk;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using static Mail2Alert.Tests.Storage.StoreTest;

namespace Mail2Alert.Tests.Pipeline.Watching;

/// <summary>
/// The program from a kept mail to the deliveries that it owes, put together as it puts itself together. Nothing runs by itself: a test moves the
/// clock, and looks at what is owed since it looked last.
/// </summary>
internal sealed class WatchedAlerts : IAsyncDisposable
{
    public static readonly Receiver Ops = new("ops", [new Target("test", "ops", "ops")]);
    public static readonly Receiver OnCall = new("oncall", [new Target("test", "oncall", "oncall")]);
    public static readonly Receiver Boss = new("boss", [new Target("test", "boss", "boss")]);

    public static readonly TimeSpan Look = TimeSpan.FromSeconds(10);

    private readonly StoreFolder _folder = new();
    private readonly Mail2AlertConfiguration _configuration;
    private ServiceProvider? _services;
    private SqliteStore? _store;
    private long _seen;

    private WatchedAlerts(Route[] routes, IReadOnlyList<InhibitRule> inhibit) => _configuration = new Mail2AlertConfiguration
    {
        Listeners = [],
        Slack = new SlackSettings(),
        Limits = new LimitSettings(),
        Sources = [],
        Receivers = [Ops, OnCall, Boss],
        Routes = routes,
        Inhibit = inhibit,
        Store = new StoreSettings(_folder.Database),
    };

    public SqliteStore Store => _store!;

    public DateTimeOffset Now => _folder.Clock.GetUtcNow();

    public IAlertDesk Desk => Part<IDesk>().Alerts;

    public T Part<T>()
        where T : notnull => _services!.GetRequiredService<T>();

    /// <summary>With one route that takes everything, unless told otherwise.</summary>
    public static Task<WatchedAlerts> OpenAsync(RouteOptions? options = null, params InhibitRule[] inhibit) =>
        OpenAsync([new Route("route 1", new Matcher.Always(), (options ?? RouteOptions.Default) with { To = [Ops] }, false)], inhibit);

    public static async Task<WatchedAlerts> OpenAsync(Route[] routes, params InhibitRule[] inhibit)
    {
        var scene = new WatchedAlerts(routes, inhibit);
        await scene.StartAsync();
        return scene;
    }

    /// <summary>As after a power failure.</summary>
    public async Task CrashAsync()
    {
        _folder.Crash();
        await _services!.DisposeAsync();
        await StartAsync();
    }

    /// <summary>A mail comes and is decided: <c>FIRING disk host=web1 severity=warning</c>; <c>RESOLVED</c> and <c>NEWS</c> likewise.</summary>
    /// <returns>Its id.</returns>
    public async Task<string> MailAsync(string subject)
    {
        var mail = MailOf(TestMail.Of(subject, "text"), Now);
        (await Store.KeepAsync(mail, Cancellation)).ShouldBe(StoreAnswer.Done.Instance);
        (await Part<MailDecider>().DecideAsync(mail.Id, Cancellation)).ShouldBeNull();
        return mail.Id;
    }

    public async Task PassAsync(TimeSpan time)
    {
        _folder.Clock.Pass(time);
        await Part<GroupWorker>().RoundAsync(Cancellation);
    }

    /// <summary>Who was told of which mail since the last time, in order.</summary>
    public async Task<IReadOnlyList<string>> ToldAsync()
    {
        await Part<GroupWorker>().RoundAsync(Cancellation);
        var rows = (await Store.Desk.ListAsync(new DeliveryQuery { Most = 1000 }, Cancellation)).Items.Where(row => row.Id > _seen).OrderBy(row => row.Id).ToList();
        _seen = rows.Count > 0 ? rows[^1].Id : _seen;
        return [.. rows.Select(row => $"{row.Target!.Text}: {row.Subject}")];
    }

    public async Task<string> WhyAsync(string mailId) => string.Join('\n', (await Store.ReadAsync(mailId, Cancellation))!.Why);

    /// <summary>The note of the delivery that was decided last.</summary>
    public object? LastNote() => _folder.Query("SELECT note FROM delivery ORDER BY id DESC LIMIT 1");

    public async Task<string> SilenceAsync(TimeSpan length, params string[] matchers) =>
        (await Desk.SilenceAsync(new SilenceOrder(matchers, null, Now + length, "anna", "new disks"), Cancellation)).Silence.ShouldNotBeNull().Id;

    public async Task EndAsync(string silence) => (await Desk.EndSilenceAsync(new SilenceName(silence), Cancellation)).Refusal.ShouldBeNull();

    public async Task<string?> AcknowledgeAsync(string key, bool isTaken = true) =>
        (await Desk.AcknowledgeAsync(new AcknowledgeOrder("words", key, "anna", isTaken), Cancellation)).Refusal;

    public async ValueTask DisposeAsync()
    {
        await _services!.DisposeAsync();
        await _folder.DisposeAsync();
    }

    private async Task StartAsync()
    {
        var opened = (await _folder.OpeningAsync()).ShouldBeOfType<StoreOpening.Opened>();
        _store = (SqliteStore)opened.Store;
        var services = new ServiceCollection();
        Gateway.AddParts(services, _configuration);
        StoreParts.Add(services, _configuration, _configuration.Store!, opened);
        services.AddSingleton<TimeProvider>(_folder.Clock);
        services.AddSingleton<ISource>(new WordsSource());
        _services = services.BuildServiceProvider();
        await _services.GetServices<IHostedService>().OfType<StoreEngine>().Single().RestoreAsync(Cancellation);
    }
}
