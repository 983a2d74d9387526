using Mail2Alert.Crash.Faults;
using Mail2Alert.Crash.Ledgers;
using Mail2Alert.Crash.Notifying;
using Mail2Alert.Crash.Servers;
using Mail2Alert.Crash.Sinks;

namespace Mail2Alert.Crash;

/// <summary>
/// Starts the program, loads it and kills it, again and again; then lets everything be well, waits until nothing is owed any more, and asks the
/// judge.
/// </summary>
internal sealed class CrashTest : IAsyncDisposable
{
    // Few, so that a repetition beyond what was in flight shows.
    private const int InFlight = 10;

    // However the counts go, nothing is watched for longer.
    private static readonly TimeSpan LongestLife = TimeSpan.FromSeconds(5);

    private const int MostPeacefulStarts = 5;

    // By chance, a fault that was asked for may not come up, or meet nobody, in the lives that were asked for.
    private const int MostKillsForFaults = 50;

    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly CrashOptions _options;
    private readonly TimeProvider _clock;
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("mail2alert-crash-");
    private readonly Chance _chance;
    private readonly Ledger _ledger = new();
    private readonly Terms _terms;
    private readonly Mood _mood;
    private readonly RelaySink _relay;
    private readonly Notifiers _notifiers;
    private SlackSink? _slack;
    private FaultControl? _control;
    private FaultInjector? _injector;
    private IReadOnlyDictionary<string, string> _environment = new Dictionary<string, string>();
    private int _lives;
    private int _refusedStarts;

    private CrashTest(CrashOptions options, TimeProvider clock)
    {
        (_options, _clock, _chance) = (options, clock, new Chance(options.Seed));
        _terms = new Terms(options.Acknowledge, InFlight);
        _mood = new Mood(_chance);
        _relay = new RelaySink(_ledger, _mood, clock);
        _notifiers = new Notifiers(_ledger, _terms, _chance, clock);
        Directory.CreateDirectory(Store);
    }

    private bool MissesFaults => _injector is { AllHit: false };

    private string Store => Path.Combine(_directory.FullName, "store");

    private string Database => Path.Combine(Store, "mail2alert.db");

    public static async Task<CrashTest> CreateAsync(CrashOptions options, TimeProvider clock, CancellationToken cancellationToken)
    {
        var test = new CrashTest(options, clock);
        test._slack = await SlackSink.StartAsync(test._ledger, test._mood, clock, cancellationToken);
        if (options.Faults.Count > 0)
            await test.PrepareFaultsAsync(cancellationToken);
        return test;
    }

    public async Task<CrashReport> RunAsync(CancellationToken cancellationToken)
    {
        var start = _clock.GetTimestamp();
        await KillManyAsync(cancellationToken);
        _mood.IsWell = true;
        await SettleAsync(cancellationToken);
        var store = new StoreFile(Database);
        return new CrashReport(
            _options,
            Judge.Of(_ledger.Entries, _terms),
            store.Open(),
            store.Dead(),
            _refusedStarts,
            _injector?.Summary ?? "",
            _injector?.AllHit ?? true,
            _clock.GetElapsedTime(start));
    }

    public async ValueTask DisposeAsync()
    {
        await _relay.DisposeAsync();
        await (_slack?.DisposeAsync() ?? default);
        _control?.Dispose();
        _directory.Delete(recursive: true);
    }

    private async Task PrepareFaultsAsync(CancellationToken cancellationToken)
    {
        _control = new FaultControl(Path.Combine(_directory.FullName, "control"));
        _injector = new FaultInjector(_control, Database, _options.Faults, _ledger, _chance, _clock);
        _environment = FaultShim.Environment(await FaultShim.CompileAsync(_directory.FullName, cancellationToken), _control, Store);
    }

    private async Task KillManyAsync(CancellationToken cancellationToken)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var injecting = _injector?.RunAsync(enough.Token) ?? Task.CompletedTask;
        for (var kills = 0; kills < _options.Kills || (MissesFaults && kills < _options.Kills + MostKillsForFaults);)
            kills += await LiveAsync(Death.Of(_chance), cancellationToken) ? 1 : 0;
        await enough.CancelAsync();
        await injecting;
    }

    /// <returns>True when it was killed, and did not end before.</returns>
    private async Task<bool> LiveAsync(Death death, CancellationToken cancellationToken)
    {
        using var server = Start();
        var life = _lives;
        using var count = new Countdown(_ledger, death.Counted, death.Count);
        var sending = Task.CompletedTask;
        if (!death.IsDuringStart && await server.Port is { } port)
        {
            sending = _notifiers.SendAsync(port, cancellationToken);
            await Task.WhenAny(count.Done, sending, Task.Delay(LongestLife, _clock, cancellationToken));
            if (death.IsDuringStop)
                await server.TerminateAsync(cancellationToken);
        }
        await Task.Delay(death.Delay, _clock, cancellationToken);
        var wasKilled = await server.KillAsync(cancellationToken);
        if (wasKilled)
            _ledger.Add(new Entry.Killed(life));
        else
            await EndedAsync(server, cancellationToken);
        await sending;
        return wasKilled;
    }

    private ServerProcess Start()
    {
        var life = ++_lives;
        File.WriteAllText(
            Path.Combine(_directory.FullName, "mail2alert.yml"),
            new ServerConfiguration(_terms, Database, _relay.Port).For(life, _slack!.ApiFor(life)));
        return ServerProcess.Start(_directory.FullName, _environment);
    }

    // A start may be refused while the store fails: a service manager starts it again.
    private async Task EndedAsync(ServerProcess server, CancellationToken cancellationToken)
    {
        var code = await server.EndAsync(cancellationToken);
        if (code == 1 && _injector is not null)
            _refusedStarts++;
        else if (code != 0)
            throw Ended(code, server);
    }

    private static InvalidOperationException Ended(int code, ServerProcess server) => new($"It ended by itself with {code}:\n{server.LastWords}");

    // Until nothing is open, or until that does not come.
    private async Task SettleAsync(CancellationToken cancellationToken)
    {
        var store = new StoreFile(Database);
        for (var starts = 0; starts < MostPeacefulStarts && (starts == 0 || store.Open() > 0); starts++)
        {
            store.EndPauses();
            await RunInPeaceAsync(cancellationToken);
        }
    }

    private async Task RunInPeaceAsync(CancellationToken cancellationToken)
    {
        using var server = Start();
        if (await server.Port is not null)
            await QuietAsync(cancellationToken);
        await server.TerminateAsync(cancellationToken);
        if (await server.EndAsync(cancellationToken) is not 0 and var code)
            throw Ended(code, server);
    }

    // A while without anything new; a long one as long as something is missing.
    private async Task QuietAsync(CancellationToken cancellationToken)
    {
        var changed = _clock.GetTimestamp();
        for (var (last, isComplete) = (-1, false); _clock.GetElapsedTime(changed) < (isComplete ? Quiet : Patience);)
        {
            await Task.Delay(Glance, _clock, cancellationToken);
            if (_ledger.Count == last)
                continue;
            (last, changed) = (_ledger.Count, _clock.GetTimestamp());
            isComplete = Judge.Of(_ledger.Entries, _terms).Lost == 0;
        }
    }
}
