using System.Diagnostics.Metrics;
using Mail2Alert.Configuration;
using Mail2Alert.Pipeline;
using Mail2Alert.Routing;
using Mail2Alert.Sources;
using Mail2Alert.Sources.GoCd;
using Mail2Alert.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Mail2Alert;

/// <summary>The parts that look for mail that GoCD did not send: only there when the configuration says so.</summary>
internal static class ReconcileParts
{
    public static void Add(IServiceCollection services, Mail2AlertConfiguration configuration)
    {
        foreach (var source in configuration.Sources.OfType<SourceSettings.GoCd>().Where(source => source.Settings.Reconcile is not null))
            services.AddSingleton<IHostedService>(provider => new Service(Worker(provider, source.Settings)));
    }

    public static ReconcileWorker Worker(IServiceProvider provider, GoCdSettings settings) => new(
        settings,
        provider.GetServices<ISource>().OfType<GoCdSource>().Single(source => source.Name == settings.Name),
        provider.GetRequiredKeyedService<GoCdLookups>(settings.Name),
        provider.GetRequiredService<AlertEngine>(),
        provider.GetRequiredService<OwnAlerts>(),
        provider.GetRequiredService<IStore>(),
        provider.GetRequiredService<IMeterFactory>(),
        provider.GetRequiredService<TimeProvider>(),
        provider.GetRequiredService<ILogger<ReconcileWorker>>());

    private sealed class Service(ReconcileWorker worker) : BackgroundService
    {
        protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.Run(() => worker.RunAsync(stoppingToken), CancellationToken.None);
    }
}
