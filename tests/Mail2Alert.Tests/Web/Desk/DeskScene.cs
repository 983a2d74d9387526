using Mail2Alert.Intake;
using Mail2Alert.Pipeline;
using Mail2Alert.Routing;
using Mail2Alert.Routing.Expectations;
using Mail2Alert.Routing.Groups;
using Mail2Alert.Storage.Sqlite;
using Mail2Alert.Tests.Configuration;
using Mail2Alert.Tests.Storage;
using Mail2Alert.Web.Desk;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Mail2Alert.Tests.Web.Desk;

/// <summary>A store and its desk: the store's own, or the same through a server on a Unix socket.</summary>
internal sealed class DeskScene : IAsyncDisposable
{
    private readonly StoreFolder _folder = new();
    private WebApplication? _server;

    public SqliteStore Store { get; private set; } = null!;

    public IDesk Desk { get; private set; } = null!;

    public string Socket => DeskSocket.PathOf(_folder.Database);

    /// <summary>How often somebody was told to hurry.</summary>
    public int Hurried { get; private set; }

    public static async Task<DeskScene> OpenAsync(bool isRemote)
    {
        var scene = new DeskScene();
        scene.Store = await scene._folder.OpenAsync();
        scene.Desk = scene.OwnDesk();
        if (isRemote)
            await scene.ServeAsync();
        return scene;
    }

    public string File(string name) => Path.Combine(Path.GetDirectoryName(_folder.Database)!, name);

    public async ValueTask DisposeAsync()
    {
        await Desk.DisposeAsync();
        await (_server?.DisposeAsync() ?? default);
        await _folder.DisposeAsync();
    }

    private StoreDesk OwnDesk()
    {
        var router = new Router([]);
        var budget = new ReadBudget(1 << 20, 1 << 16);
        var (clock, wake) = (_folder.Clock, new WakeUp(_folder.Clock));
        var replay = new Replay(
            Store, new Processor([]), router, budget, wake, TimeSpan.FromSeconds(45), clock, NullLogger<Replay>.Instance);
        return new StoreDesk(Store, replay, budget, Alerts(router), () => Hurried++, NullLogger<StoreDesk>.Instance);
    }

    private StoreAlertDesk Alerts(Router router)
    {
        var (clock, memory, silences) = (_folder.Clock, new AlertMemory(100), new SilenceBook());
        var (holds, groups) = (new Holds(silences), new GroupBook(_ => null, new GroupLimits(), clock));
        var engine = new AlertEngine(
            router, new Planner(holds, groups), memory, groups, new ExpectationBook([]), new ExpiryBook(new Dictionary<string, TimeSpan>()), clock);
        return new StoreAlertDesk(
            new AlertList(memory, router, holds, clock),
            new Acknowledgements(Store, engine, memory, new AlertTurns(), clock, NullLogger<Acknowledgements>.Instance),
            new Silences(Store, silences, memory, groups, clock, NullLogger<Silences>.Instance),
            clock,
            new Recall(Store, engine, new Silences(Store, silences, memory, groups, clock, NullLogger<Silences>.Instance), 100));
    }

    private async Task ServeAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddRoutingCore().AddSingleton<TimeProvider>(_folder.Clock).AddSingleton(Desk);
        Listening.Prepare(builder, [], new HttpListening(Loaded.Valid("")), DeskSocket.Bind(Socket), SystemdSockets.Inherit());
        _server = builder.Build();
        DeskEndpoints.Map(_server);
        await _server.StartAsync(StoreTest.Cancellation);
        Desk = (await RemoteDesk.OpenAsync(Socket, StoreTest.Cancellation)).ShouldNotBeNull();
    }
}
