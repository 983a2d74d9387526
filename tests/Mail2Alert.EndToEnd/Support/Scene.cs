namespace Mail2Alert.EndToEnd.Support;

/// <summary>The program between a GoCD server and a relay, with two teams to tell. It keeps nothing.</summary>
internal sealed class Scene : IAsyncDisposable
{
    public const string Shop = "shop@example.com";
    public const string Ops = "ops@example.com";

    private RunningProgram? _program;

    private Scene(FakeGoCd gocd) => GoCd = gocd;

    public FakeRelay Relay { get; } = new();

    public FakeGoCd GoCd { get; }

    public RunningProgram Program => _program!;

    /// <summary>Starts all three and warms up nothing.</summary>
    /// <param name="before">What relay and GoCD do differently from the beginning.</param>
    /// <param name="source">More lines for the source.</param>
    /// <param name="more">More sections.</param>
    /// <param name="environment">For the program.</param>
    /// <param name="scheme">Of its listener.</param>
    /// <param name="routes">Others than "breaks and fixes to the team of the group".</param>
    public static async Task<Scene> StartAsync(
        Action<Scene>? before = null,
        string source = "",
        string more = "",
        string routes = Teams,
        IReadOnlyDictionary<string, string>? environment = null,
        string scheme = "smtp")
    {
        var scene = new Scene(await FakeGoCd.StartAsync());
        before?.Invoke(scene);
        try
        {
            scene._program = await RunningProgram.StartAsync(
                Configuration(scene.Relay.Port, scene.GoCd.Url, source, more, routes, scheme), environment);
            return scene;
        }
        catch
        {
            await scene.DisposeAsync();
            throw;
        }
    }

    public static string Configuration(int relay, Uri gocd, string source = "", string more = "", string routes = Teams, string scheme = "smtp") => $"""
        listeners: {scheme}://127.0.0.1:0
        relay: smtp://127.0.0.1:{relay}
        store: none
        {more}
        sources:
          gocd:
            claim: {"{"} to: {ProbeMail.Alerts} {"}"}
            url: {gocd}
            {source}
        {routes}
        """;

    /// <summary>A stage of the shop breaks, for the first time.</summary>
    public static ProbeMail Broken(int run = 1042) => ProbeMail.Stage($"webshop-build/{run}/unit-test/1", "is broken");

    public Task<SmtpAnswer> DeliverAsync(ProbeMail mail) => SmtpProbe.DeliverAsync(Program.Port, mail);

    public async ValueTask DisposeAsync()
    {
        if (_program is not null)
            await _program.DisposeAsync();
        await Relay.DisposeAsync();
        await GoCd.DisposeAsync();
    }

    private const string Teams = $$"""
        receivers:
          shop: mailto:{{Shop}}
          ops: mailto:{{Ops}}
        routes:
          - when: { group: shop, event: [BREAKS, FIXED] }
            to: shop
          - when: { group: payments, event: [BREAKS, FIXED] }
            to: ops
        """;
}
