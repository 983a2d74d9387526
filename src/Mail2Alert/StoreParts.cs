using System.Diagnostics.Metrics;
using Mail2Alert.Channels;
using Mail2Alert.Channels.Mail;
using Mail2Alert.Configuration;
using Mail2Alert.Deliveries;
using Mail2Alert.Pipeline;
using Mail2Alert.Storage;
using Mail2Alert.Web.Desk;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Mail2Alert;

/// <summary>The parts that work on a store, put together: only there when the configuration names one.</summary>
internal static class StoreParts
{
    public static void Add(
        IServiceCollection services, Mail2AlertConfiguration configuration, StoreSettings settings, StoreOpening.Opened opened)
    {
        var limits = configuration.Limits;
        AddDesk(services, limits, opened.Store, provider => provider.GetRequiredService<DeliveryDispatcher>().Hurry);
        services.AddSingleton(provider => new RetrySchedule(limits.GiveUp, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(new SendBudget(limits.DeliveryMemory, limits.MessageSize));
        AddFailures(services, configuration);
        services.AddSingleton(provider => new DispatchLimits(limits.Deliveries, limits.DeliveriesPerDestination, limits.DeliveryTime)
        {
            PaceOf = new ConfiguredPaces(provider.GetRequiredService<ConfiguredTargets>()).Of,
        });
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<MailDecider>(
            provider, limits.DecideWithin, (Action<string>)(part => provider.GetRequiredService<DecisionWorker>().TakeUp(part))));
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<DecisionWorker>(
            provider, (Func<string, CancellationToken, Task<string?>>)provider.GetRequiredService<MailDecider>().DecideAsync, limits.Decisions));
        services.AddSingleton(provider => Sender(provider, limits));
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<DeliveryDispatcher>(
            provider, (Func<LeasedDelivery, CancellationToken, Task<Outcome>>)provider.GetRequiredService<StoredSender>().SendAsync));
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<Housekeeping>(
            provider, opened.Store.Desk, settings.Age, settings.Bytes, limits.AlertsRemembered, opened.NeedsCheck));
        services.AddSingleton(new StoreRoom(FreeBeside(settings.Path), limits.DiskReserve, limits.DiskWarning));
        services.AddSingleton<RoomWatch>();
        services.AddSingleton(new NoticeComposer(configuration.HostName));
        services.AddSingleton<Notices>();
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<Summaries>(provider, limits.GroupShown));
        services.AddSingleton<ThrottleMetrics>();
        services.AddSingleton<Throttle>();
        services.AddSingleton<OwnAlerts>();
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<ExpectationWorker>(
            provider, new WakeUp(provider.GetRequiredService<TimeProvider>())));
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<ExpiryWorker>(
            provider, new WakeUp(provider.GetRequiredService<TimeProvider>())));
        services.AddSingleton<GroupMetrics>();
        services.AddSingleton<GroupMemory>();
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<GroupWorker>(
            provider, new WakeUp(provider.GetRequiredService<TimeProvider>()), limits.GroupShown));
        services.AddSingleton<MailKeeper>();
        services.AddSingleton<KeepThenAcknowledge>();
        if (configuration.Acknowledge == Acknowledgement.Delivered)
        {
            services.AddSingleton(provider => ActivatorUtilities.CreateInstance<Remainder>(
                provider, ActivatorUtilities.CreateInstance<History>(provider, limits.DeliveryMemory)));
        }
        services.AddSingleton(provider => new Liveness(
            ("the store's disk", () => opened.Store.Desk.Backlog.Stuck),
            ("who decides", () => provider.GetRequiredService<DecisionWorker>().Wake.Busy),
            ("who delivers", () => provider.GetRequiredService<WakeUp>().Busy)));
        AddEngine(services, limits, opened);
        MailboxParts.Add(services, configuration);
        ReconcileParts.Add(services, configuration);
    }

    private static Func<long?> FreeBeside(string path)
    {
        var drive = new DriveInfo(Path.GetDirectoryName(Path.GetFullPath(path))!);
        return () =>
        {
            try
            {
                return drive.AvailableFreeSpace;
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                return null;
            }
        };
    }

    /// <summary>What operators need: in the server, and in a command that has the store to itself. The store stays the caller's.</summary>
    /// <param name="services">Get it.</param>
    /// <param name="limits">Bounds.</param>
    /// <param name="store">Open.</param>
    /// <param name="hurry">What makes deliveries go out at once; null where nothing sends them.</param>
    public static void AddDesk(IServiceCollection services, LimitSettings limits, IStore store, Func<IServiceProvider, Action>? hurry = null)
    {
        services.AddSingleton(store);
        services.AddSingleton(provider => new WakeUp(provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(new ReadBudget(limits.DeliveryMemory, limits.MessageSize));
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<Replay>(provider, limits.DecideWithin));
        services.AddSingleton<Silences>();
        services.AddSingleton<Acknowledgements>();
        services.AddSingleton<AlertList>();
        if (hurry is null)
            services.AddSingleton(provider => ActivatorUtilities.CreateInstance<Recall>(provider, limits.AlertsRemembered));
        services.AddSingleton<StoreAlertDesk>();
        services.AddSingleton<IDesk>(provider => ActivatorUtilities.CreateInstance<StoreDesk>(provider, hurry?.Invoke(provider) ?? (() => { })));
    }

    // Receivers that only stand behind others are told, too, and those to whom alerts escalate.
    private static void AddFailures(IServiceCollection services, Mail2AlertConfiguration configuration)
    {
        services.AddSingleton(new ConfiguredTargets(configuration.Routes,
        [
            .. configuration.Receivers.Where(receiver => configuration.Receivers.Any(other => other.Fallback?.To == receiver.Name)),
            .. configuration.Routes.SelectMany(route => route.Tree).SelectMany(route => route.Options.Escalation).Select(step => step.To),
        ]));
        services.AddSingleton(new ConfiguredReceivers(configuration.Receivers, configuration.Limits.GiveUp));
        services.AddSingleton<Fallbacks>();
        if (configuration is { Bounces: true, Relay: { } relay })
        {
            services.AddSingleton(new BounceComposer(configuration.HostName, relay.Host));
            services.AddSingleton<Bounces>();
        }
        services.AddSingleton(provider => new Aftermath(
            provider.GetRequiredService<IStore>(),
            provider.GetRequiredService<ReadBudget>(),
            provider.GetRequiredService<Fallbacks>(),
            provider.GetService<Bounces>(),
            provider.GetRequiredService<ILogger<Aftermath>>()));
        services.AddSingleton<LateFallbacks>();
    }

    private static StoredSender Sender(IServiceProvider provider, LimitSettings limits) => new(
        provider.GetRequiredService<IStore>(),
        provider.GetServices<IChannel>(),
        provider.GetService<MailChannel>(),
        provider.GetRequiredService<ConfiguredTargets>(),
        provider.GetRequiredService<SendBudget>(),
        limits.DeliveryTime,
        provider.GetRequiredService<TimeProvider>());

    private static void AddEngine(IServiceCollection services, LimitSettings limits, StoreOpening.Opened opened)
    {
        services.AddSingleton(provider => new StoreMetrics(
            provider.GetRequiredService<IMeterFactory>(),
            () => provider.GetRequiredService<Housekeeping>().Figures,
            provider.GetRequiredService<StoreRoom>(),
            opened.Store.Desk,
            provider.GetRequiredService<TimeProvider>()));
        services.AddHostedService(provider =>
        {
            provider.GetRequiredService<StoreMetrics>();
            return ActivatorUtilities.CreateInstance<StoreEngine>(provider, limits.AlertsRemembered, limits.ShutdownTime);
        });
    }
}
