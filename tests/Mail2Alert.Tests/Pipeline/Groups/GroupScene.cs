using Mail2Alert.Channels.Chat.Slack;
using Mail2Alert.Configuration;
using Mail2Alert.Deliveries;
using Mail2Alert.Pipeline;
using Mail2Alert.Routing;
using Mail2Alert.Routing.Groups;
using Mail2Alert.Sources;
using Mail2Alert.Storage;
using Mail2Alert.Storage.Sqlite;
using Mail2Alert.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Mail2Alert.Tests.Pipeline.Groups;

/// <summary>
/// From mails to what groups tell, with a store that is real, put together as the program puts itself together. The clock is the test's, and it
/// takes each step itself.
/// </summary>
internal sealed class GroupScene(params Route[] routes) : IAsyncDisposable
{
    public static readonly Target Ops = new("test", "ops", "test://ops");
    public static readonly Target Dev = new("test", "dev", "test://dev");
    public static readonly Target Boss = new("test", "boss", "test://boss");
    public static readonly Grouping ByHost = Grouping.Default with { By = ["host"] };

    private readonly StoreFolder _folder = new();
    private readonly List<Telling> _told = [];
    private ServiceProvider? _services;
    private Action<SqliteSession>? _commit;

    public SettableClock Clock => _folder.Clock;

    public SqliteStore Store { get; private set; } = null!;

    public IReadOnlyList<Route> Routes { get; set; } = RouteIds.Name(routes);

    public LimitSettings Limits { get; init; } = new();

    public IReadOnlyList<InhibitRule> Inhibit { get; set; } = [];

    public GroupBook Groups => Of<GroupBook>();

    public SilenceBook Silences => Of<SilenceBook>();

    /// <summary>Everything that was told since this was asked last.</summary>
    public IReadOnlyList<Telling> Told
    {
        get
        {
            IReadOnlyList<Telling> told = [.. _told];
            _told.Clear();
            return told;
        }
    }

    /// <summary>The titles of it.</summary>
    public IEnumerable<string> Titles => Told.Select(telling => telling.Title);

    public static Route Route(string name, Grouping? grouping = null, Target? to = null, string? host = null) =>
        new(name, host is null ? new Matcher.Always() : Is("host", host), new RouteOptions([new Receiver(name, [to ?? Ops])]) { Grouping = grouping }, false);

    public static Matcher Is(string label, string value) => new Matcher.OneOf(new Field.Label(label), new HashSet<string> { value });

    public static async Task<GroupScene> StartAsync(params Route[] routes)
    {
        var scene = new GroupScene(routes);
        await scene.StartAsync();
        return scene;
    }

    public T Of<T>()
        where T : notnull => _services!.GetRequiredService<T>();

    public async Task StartAsync()
    {
        var opening = (StoreOpening.Opened)await _folder.OpeningAsync();
        Store = (SqliteStore)opening.Store;
        var settings = new StoreSettings(_folder.Database);
        var configuration = new Mail2AlertConfiguration
        {
            Listeners = [],
            Slack = new SlackSettings(),
            Limits = Limits,
            Sources = [],
            Receivers = [],
            Routes = Routes,
            Inhibit = Inhibit,
            Store = settings,
            Acknowledge = Acknowledgement.Delivered,
        };
        var services = new ServiceCollection();
        Gateway.AddParts(services, configuration);
        StoreParts.Add(services, configuration, settings, opening);
        services.AddSingleton<TimeProvider>(Clock).AddSingleton<ISource>(new LineSource());
        _services = services.BuildServiceProvider();
        Of<Silences>().Restore(await MemoryAsync());
        await Of<GroupMemory>().RestoreAsync(1000, StoreTest.Cancellation);
    }

    /// <summary>The power fails, and the program starts again, with these routes.</summary>
    public async Task CrashAsync(params Route[] routes)
    {
        if (routes.Length > 0)
            Routes = RouteIds.Name(routes);
        _folder.Crash();
        await _services!.DisposeAsync();
        await StartAsync();
    }

    /// <summary>A mail comes, is kept, and decided about.</summary>
    public async Task MailAsync(params string[] lines)
    {
        foreach (var line in lines)
        {
            var mail = StoreTest.MailOf(TestMail.Of(line, ""), Clock.GetUtcNow());
            (await Store.KeepAsync(mail, StoreTest.Cancellation)).ShouldBe(StoreAnswer.Done.Instance);
            (await Of<MailDecider>().DecideAsync(mail.Id, StoreTest.Cancellation)).ShouldBeNull();
        }
        await DeliverAsync();
    }

    /// <summary>A mail comes with <c>acknowledge: delivered</c>.</summary>
    /// <returns>The code of the answer.</returns>
    public async Task<int> AnswerAsync(string line)
    {
        var mail = StoreTest.MailOf(TestMail.Of(line, ""), Clock.GetUtcNow());
        return (await Of<DeliverThenAcknowledge>().AnswerAsync(mail, StoreTest.Cancellation)).Safest!.Code;
    }

    /// <summary>Time passes, and whatever is due is done.</summary>
    public async Task PassAsync(TimeSpan time)
    {
        for (var end = Clock.GetUtcNow() + time; ;)
        {
            await Of<GroupWorker>().RoundAsync(StoreTest.Cancellation);
            await DeliverAsync();
            var left = end - Clock.GetUtcNow();
            if (left <= TimeSpan.Zero)
                return;
            var next = Groups.Next - Clock.GetUtcNow();
            Clock.Pass(next < left ? next.Value > TimeSpan.Zero ? next.Value : TimeSpan.FromMilliseconds(1) : left);
        }
    }

    public Task PassAsync(double seconds) => PassAsync(TimeSpan.FromSeconds(seconds));

    /// <summary>Nothing gets to the disk until <see cref="MendDisk"/>.</summary>
    public void BreakDisk() => (_commit, Store.Writer.Commit) = (Store.Writer.Commit, _ => throw new IOException("the disk failed"));

    public void MendDisk() => (Store.Writer.Commit, _commit) = (_commit!, null);

    /// <summary>Whatever is remembered besides mails and alerts.</summary>
    public Task<IReadOnlyList<MemoryRow>> MemoryAsync() => Store.MemoryAsync(StoreTest.Cancellation);

    public async ValueTask DisposeAsync()
    {
        await (_services?.DisposeAsync() ?? default);
        await _folder.DisposeAsync();
    }

    private async Task DeliverAsync()
    {
        if (_commit is not null)
            return;
        foreach (var target in Routes.SelectMany(Targets).Distinct())
        {
            while (await Store.LeaseAsync(target.Text) is { Count: > 0 } due)
            {
                foreach (var delivery in due)
                    await DeliverAsync(delivery, target);
            }
        }
    }

    private async Task DeliverAsync(LeasedDelivery delivery, Target target)
    {
        var alert = (await Store.ReadAsync(delivery.MailId, StoreTest.Cancellation))!.Alert!;
        _told.Add(new Telling(Clock.GetUtcNow(), target, delivery.MailId, alert.Title, alert.Text, delivery.Note));
        await Store.RecordAsync(delivery, new AttemptEnd.Delivered(null));
    }

    private static IEnumerable<Target> Targets(Route route) =>
        route.Targets.Concat(route.Options.Escalation.SelectMany(step => step.To.Targets));
}

/// <summary>What a target was told.</summary>
internal sealed record Telling(DateTimeOffset At, Target Target, string MailId, string Title, string Text, string? Note);
