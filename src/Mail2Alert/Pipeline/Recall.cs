using Mail2Alert.Alerts;
using Mail2Alert.Routing;
using Mail2Alert.Storage;

namespace Mail2Alert.Pipeline;

/// <summary>Reads what is remembered of alerts and silences, for a command that has the store to itself.</summary>
internal sealed class Recall(IStore store, AlertEngine engine, Silences silences, int alertsRemembered)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        silences.Restore(await store.MemoryAsync(cancellationToken));
        foreach (var alert in (await store.AlertsAsync(alertsRemembered, cancellationToken)).Reverse())
            engine.Restore(new AlertId(alert.Source, alert.Key), alert.State);
    }
}
