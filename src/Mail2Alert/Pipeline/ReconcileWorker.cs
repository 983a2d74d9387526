using System.Diagnostics.Metrics;
using System.Globalization;
using Mail2Alert.Alerts;
using Mail2Alert.Routing;
using Mail2Alert.Sources;
using Mail2Alert.Sources.GoCd;
using Mail2Alert.Sources.Lookups;
using Mail2Alert.Storage;
using Microsoft.Extensions.Logging;

namespace Mail2Alert.Pipeline;

/// <summary>
/// Raises the alerts of stages that broke or were mended and of which no mail came: of a server that sends none, of a mail that was lost, or of a user who may not
/// see the pipeline any more. A mail that comes later is the same happening, and tells nobody twice.
/// </summary>
internal sealed partial class ReconcileWorker
{
    private const string Kind = "reconcile";

    private readonly GoCdSettings _settings;
    private readonly GoCdSource _source;
    private readonly GoCdLookups _lookups;
    private readonly AlertEngine _engine;
    private readonly OwnAlerts _alerts;
    private readonly IStore _store;
    private readonly TimeProvider _clock;
    private readonly ILogger<ReconcileWorker> _logger;
    private readonly Counter<long> _raised;
    private MissedStages? _stages;
    private bool _isDown;

    public ReconcileWorker(
        GoCdSettings settings, GoCdSource source, GoCdLookups lookups, AlertEngine engine, OwnAlerts alerts, IStore store, IMeterFactory meters, TimeProvider clock,
        ILogger<ReconcileWorker> logger)
    {
        (_settings, _source, _lookups, _engine, _alerts, _store, _clock, _logger) = (settings, source, lookups, engine, alerts, store, clock, logger);
        _raised = meters.Create(Diagnostics.Name).CreateCounter<long>("mail2alert.reconciled", "{alert}", "Alerts raised of stages whose mail never came, by source");
    }

    private ReconcileSettings Settings => _settings.Reconcile!;

    public Task RunAsync(CancellationToken stop) => new Rounds(new WakeUp(_clock), _clock).RunAsync(
        async () =>
        {
            await RoundAsync(stop);
            return Settings.Every;
        },
        exception => LogTrouble(exception, _settings.Name, exception.Message),
        stop);

    /// <summary>Asks GoCD, and raises what is overdue.</summary>
    public async Task RoundAsync(CancellationToken stop)
    {
        _stages ??= new MissedStages(Settings.After, await SinceAsync(stop));
        var fetched = await WithinAsync(_lookups.History, stop);
        Tell((fetched as Fetched<StageHistory>.Failed)?.Why);
        if (fetched is not Fetched<StageHistory>.Got { Value: var history })
            return;
        foreach (var row in _stages.Overdue(history, key => _engine.Recall(new AlertId(_settings.Name, key)), _clock.GetUtcNow()))
            await RaiseAsync(row, stop);
    }

    // What it was switched on for is what comes from then on, whatever restarts in between.
    private async Task<DateTimeOffset> SinceAsync(CancellationToken cancellationToken)
    {
        var known = (await _store.MemoryAsync(cancellationToken)).FirstOrDefault(row => row.Kind == Kind && row.Id == _settings.Name);
        if (DateTimeOffset.TryParse(known?.Json?.Trim('"'), CultureInfo.InvariantCulture, out var since))
            return since;
        var now = _clock.GetUtcNow();
        await _store.RememberAsync([new MemoryRow(Kind, _settings.Name, string.Create(CultureInfo.InvariantCulture, $"\"{now:O}\""))], cancellationToken);
        return now;
    }

    private async Task<Fetched<T>> WithinAsync<T>(Func<CancellationToken, Task<Fetched<T>>> ask, CancellationToken stop)
        where T : class
    {
        using var time = new CancellationTokenSource(_settings.LookupTimeout, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(time.Token, stop);
        try
        {
            return await ask(either.Token);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return new Fetched<T>.Failed($"no answer within {_settings.LookupTimeout.TotalSeconds} s");
        }
    }

    // GoCD's list calls a cancelled run a failed one, but it says nothing of the code.
    private async Task<bool> IsCancelledAsync(StageHistory.Row row, CancellationToken cancellationToken) =>
        row.Status == AlertStatus.Firing
        && await WithinAsync(time => _lookups.Run(RunQuestion.Stage, row.LastRun, time), cancellationToken) is Fetched<RunFacts>.Got { Value: var facts }
        && facts.Labels.GetValueOrDefault("cancelled_by") is not null;

    private async Task RaiseAsync(StageHistory.Row row, CancellationToken stop)
    {
        if (await IsCancelledAsync(row, stop))
        {
            _stages!.Ignore(row.LastRun);
            return;
        }
        var now = _clock.GetUtcNow();
        if (await _source.ReadAsync(MissedMail.Of(row, now), stop) is not Reading.Understood { Alert: var alert, Notes: var notes })
            return;
        var answer = await _alerts.RaiseAsync(
            MissedMail.Marked(alert with { StatusBefore = alert.StatusBefore ?? _stages!.Before(row.LastRun) }, now), [.. notes, $"GoCD's API says how {row.LastRun} ended, and no mail said so within {Settings.After}"], []);
        if (answer is StoreAnswer.Done)
            _raised.Add(1, new KeyValuePair<string, object?>("source", _settings.Name));
        LogRaised(_settings.Name, row.LastRun.ToString(), row.Status.ToLabel(), answer is StoreAnswer.Done ? "raised" : $"not raised: {answer}");
    }

    private void Tell(string? trouble)
    {
        if (trouble is not null && !_isDown)
            LogDown(_settings.Name, trouble);
        else if (trouble is null && _isDown)
            LogUp(_settings.Name);
        _isDown = trouble is not null;
    }

    [LoggerMessage(4370, LogLevel.Information, "{Source}: no mail said how {Run} ended ({Status}): {What}")]
    private partial void LogRaised(string source, string run, string status, string what);

    [LoggerMessage(4371, LogLevel.Warning, "{Source}: whether mails are missing cannot be seen: {Why}")]
    private partial void LogDown(string source, string why);

    [LoggerMessage(4372, LogLevel.Information, "{Source}: whether mails are missing can be seen again")]
    private partial void LogUp(string source);

    [LoggerMessage(4373, LogLevel.Error, "{Source}: missing mails cannot be told at present: {Why}")]
    private partial void LogTrouble(Exception exception, string source, string why);
}
