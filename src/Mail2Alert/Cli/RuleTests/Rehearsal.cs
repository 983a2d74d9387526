using Mail2Alert.Alerts;
using Mail2Alert.Configuration;
using Mail2Alert.Configuration.RuleTests;
using Mail2Alert.Pipeline;
using Mail2Alert.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Mail2Alert.Cli.RuleTests;

/// <summary>
/// Plays the steps of one test with the parts that a server is made of. Nothing is sent, nothing is stored, and where a source would ask its API,
/// the test answers.
/// </summary>
internal sealed class Rehearsal : IAsyncDisposable
{
    private readonly ServiceProvider _parts;
    private readonly RehearsedTime _time;
    private AlertBefore? _before;

    private Rehearsal(ServiceProvider parts, AlertBefore? before)
    {
        (_parts, _before) = (parts, before);
        _time = ActivatorUtilities.CreateInstance<RehearsedTime>(parts);
        _time.Start();
    }

    public static Rehearsal Of(Mail2AlertConfiguration configuration, RuleTest test)
    {
        var services = new ServiceCollection();
        Gateway.AddParts(services, configuration);
        var clock = new RehearsalClock(test.Steps[0].Moment.Time);
        services.AddSingleton(clock).AddSingleton<TimeProvider>(clock);
        foreach (var source in configuration.Sources.OfType<SourceSettings.GoCd>())
            services.AddKeyedSingleton(source.Name, StandIn.ForGoCd(test.LookedUp.GetValueOrDefault(source.Name), source.Name));
        foreach (var source in configuration.Sources.OfType<SourceSettings.Declared>())
            services.AddKeyedSingleton(source.Name, StandIn.ForLookups(test.LookedUp.GetValueOrDefault(source.Name), source.Name));
        return new Rehearsal(services.BuildServiceProvider(), test.Before);
    }

    /// <summary>Lets time pass until the step, and then lets its mail come. What is told at once because of it belongs to the step.</summary>
    public async Task<PlayedStep> PlayAsync(TestStep step, CancellationToken cancellationToken)
    {
        var later = _time.PassUntil(step.Moment.Time);
        var stories = step.Mail is not { } mail ? [] : await _parts.GetRequiredService<Processor>().DecideAllAsync(
            mail, (alert, mailId) => ValueTask.FromResult(Decide(alert, mailId)), cancellationToken);
        return new PlayedStep(stories, [.. later, .. _time.PassUntil(step.Moment.Time)], _parts.GetRequiredService<Router>());
    }

    public ValueTask DisposeAsync() => _parts.DisposeAsync();

    private RoutingDecision Decide(Alert alert, string mailId)
    {
        if (_before is { } before)
            _parts.GetRequiredService<AlertMemory>().Remember(AlertId.Of(alert), Remembered(before, alert));
        _before = null;
        var engine = _parts.GetRequiredService<AlertEngine>();
        var decided = engine.Decide(alert, mailId);
        engine.Remember(decided, mailId);
        return decided;
    }

    private static AlertState Remembered(AlertBefore before, Alert alert) => new(before.Status, null, before.Event)
    {
        Since = alert.At,
        Alert = before is { Status: AlertStatus.Firing, Severity: { } severity } ? alert with { Status = AlertStatus.Firing, Severity = severity } : null,
    };
}
