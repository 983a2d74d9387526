using Mail2Alert.Messages;
using Mail2Alert.Plugins;

namespace Mail2Alert.Sources.Plugins;

/// <summary>Lets a plug-in read mail.</summary>
internal sealed class PluginSource(PluginSettings settings, PluginMetrics metrics, TimeProvider time) : ISource
{
    private readonly PluginGuard _guard = new(settings.Name, settings.Within, time, metrics);
    private readonly PluginAlerts _alerts = new(settings.Name, settings.Kind);

    public string Name => settings.Name;

    public Claim Claim => settings.Claim;

    public Task WarmUpAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async ValueTask<Reading> ReadAsync(Message message, CancellationToken cancellationToken)
    {
        // Read here, once: what a message has read is not for two threads.
        var mail = PluginMail.Of(message);
        return await _guard.AskAsync(
            async token => _alerts.Of(message, await settings.Notifier.ReadAsync(mail, token)),
            why => _alerts.Failed(message, why),
            cancellationToken);
    }
}

/// <summary>A source that a plug-in reads.</summary>
/// <param name="Name">As configured.</param>
/// <param name="Claim">Which mail it reads.</param>
/// <param name="Kind">The plug-in.</param>
/// <param name="Notifier">What it made of the settings.</param>
/// <param name="Within">How long it may take over a mail.</param>
internal sealed record PluginSettings(string Name, Claim Claim, PluginKind Kind, INotifier Notifier, TimeSpan Within);
