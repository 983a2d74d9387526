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
    private RememberedAlert? _before;

    private Rehearsal(ServiceProvider parts, RememberedAlert? before) => (_parts, _before) = (parts, before);

    public static Rehearsal Of(Mail2AlertConfiguration configuration, RuleTest test)
    {
        var services = new ServiceCollection();
        Gateway.AddParts(services, configuration);
        foreach (var source in configuration.Sources.OfType<SourceSettings.GoCd>())
            services.AddKeyedSingleton(source.Name, StandIn.For(test.LookedUp.GetValueOrDefault(source.Name), source.Name));
        return new Rehearsal(services.BuildServiceProvider(), test.Before);
    }

    /// <returns>What is decided about the mail of the step; null when only time passes.</returns>
    public async Task<Decision?> PlayAsync(TestStep step, CancellationToken cancellationToken) => step.Mail is not { } mail ? null
        : await _parts.GetRequiredService<Processor>().DecideAsync(mail, alert => ValueTask.FromResult(Route(alert)), cancellationToken);

    public ValueTask DisposeAsync() => _parts.DisposeAsync();

    private RoutingDecision Route(Alert alert)
    {
        var memory = _parts.GetRequiredService<AlertMemory>();
        if (_before is { } before)
            memory.Remember(alert.Source, alert.Key, new AlertState(before.Status, null, before.Event));
        _before = null;
        return memory.Route(_parts.GetRequiredService<Router>(), alert);
    }
}
