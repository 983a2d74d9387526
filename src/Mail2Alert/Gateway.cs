using System.Net;
using Mail2Alert.Channels;
using Mail2Alert.Channels.Mail;
using Mail2Alert.Configuration;
using Mail2Alert.Configuration.Sections;
using Mail2Alert.Deliveries;
using Mail2Alert.Intake;
using Mail2Alert.Intake.Clients;
using Mail2Alert.Pipeline;
using Mail2Alert.Routing;
using Mail2Alert.Routing.Expectations;
using Mail2Alert.Routing.Groups;
using Mail2Alert.Smtp;
using Mail2Alert.Smtp.Authentication;
using Mail2Alert.Smtp.Conformance;
using Mail2Alert.Smtp.Tls;
using Mail2Alert.Sources;
using Mail2Alert.Sources.Declared;
using Mail2Alert.Sources.GoCd;
using Mail2Alert.Sources.Lookups;
using Mail2Alert.Sources.Mail;
using Mail2Alert.Sources.Mailrise;
using Mail2Alert.Sources.Plugins;
using Mail2Alert.Storage;
using Mail2Alert.Web.Desk;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Mail2Alert;

/// <summary>The program put together from its configuration: a server that can be started and stopped, in the command line and in tests.</summary>
internal sealed partial class Gateway : IAsyncDisposable
{
    /// <summary>What the SMTP server takes for the last replies on top of its own limit.</summary>
    public static readonly TimeSpan Farewell = TimeSpan.FromSeconds(10);

    private readonly WebApplication _server;
    private readonly StoreOpening.Opened? _store;
    private readonly DeskSocket? _desk;
    private readonly string? _deskTrouble;

    private Gateway(WebApplication server, StoreOpening.Opened? store, DeskSocket? desk, string? deskTrouble) =>
        (_server, _store, _desk, _deskTrouble) = (server, store, desk, deskTrouble);

    /// <summary>Where it takes mail, once started: <c>127.0.0.1:2525</c>, <c>unix:/run/mail2alert/smtp.sock</c>.</summary>
    public IReadOnlyList<string> Addresses =>
        [.. _server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses
            .Select(Listening.Shown)
            .Where(address => address != $"unix:{_desk?.Path}")];

    /// <summary>Whether what works on the store goes round; without a store there is nothing that could hang.</summary>
    public Liveness Liveness => _server.Services.GetService<Liveness>() ?? new Liveness();

    /// <summary>What is kept and owed, as of the last look; null before it, and without a store.</summary>
    public StoreFigures? Figures => _server.Services.GetService<Housekeeping>()?.Figures;

    /// <param name="configuration">What to do.</param>
    /// <param name="logging">Where to log.</param>
    /// <param name="store">Open, and the gateway's from now on; null to keep nothing.</param>
    /// <exception cref="IOException">systemd did not pass the sockets that listeners are to take; the message says which.</exception>
    public static Gateway Build(
        Mail2AlertConfiguration configuration, Action<ILoggingBuilder> logging, StoreOpening.Opened? store = null)
    {
        // The empty builder reads no settings of its own: what the program does stands in one file.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        logging(builder.Logging);
        AddParts(builder.Services, configuration);
        builder.Services.AddHostedService<WarmUp>();
        if (store is not null && configuration.Store is { } settings)
            StoreParts.Add(builder.Services, configuration, settings, store);
        AddSmtp(builder.Services, configuration);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = configuration.Limits.ShutdownTime + Farewell);
        AddConformance(builder.Services, configuration);
        var (desk, trouble) = store is not null && configuration.Store is { } own ? BindDesk(own) : (null, null);
        builder.Services.AddRoutingCore();
        Listening.Prepare(builder, configuration.Listeners, new HttpListening(configuration), desk, SystemdSockets.Inherit());
        var server = builder.Build();
        HttpListening.Map(server);
        if (desk is not null)
            DeskEndpoints.Map(server);
        return new Gateway(server, store, desk, trouble);
    }

    /// <exception cref="IOException">An address cannot be listened on; the message names it.</exception>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (_store?.SetAside is { } aside)
            LogSetAside(_server.Logger, aside.Path, aside.Why, Counts(aside.Carried), Counts(aside.Unreadable));
        if (_deskTrouble is not null)
            LogNoDesk(_server.Logger, _deskTrouble);
        return _server.StartAsync(cancellationToken);
    }

    /// <summary>Stops accepting, and waits for what is in flight as long as the SMTP server's own limit says.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => _server.StopAsync(cancellationToken);

    /// <summary>Follows the SMTP sessions of these networks, and of no others, in the log. For connections that begin from now on.</summary>
    public void Trace(IReadOnlyList<IPNetwork> networks) =>
        _server.Services.GetRequiredService<IOptionsMonitor<SmtpServerOptions>>().CurrentValue.Trace.Follows = Members(networks);

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _desk?.Dispose();
        await (_store?.Store.DisposeAsync() ?? default);
    }

    /// <summary>Everything but the listeners: what the <c>report</c> command asks, too.</summary>
    public static void AddParts(IServiceCollection services, Mail2AlertConfiguration configuration)
    {
        services.AddSingleton(TimeProvider.System).AddMetrics().AddLogging().AddHttpClient();
        services.AddLookupGates(configuration.Limits.LookupsPerServer);
        foreach (var source in configuration.Sources)
            AddSource(services, source);
        services.AddSingleton(new Router(configuration.Routes));
        var inhibitors = new Inhibitors(configuration.Inhibit);
        services.AddSingleton(inhibitors);
        services.AddSingleton(new AlertMemory(configuration.Limits.AlertsRemembered, inhibitors));
        services.AddSingleton<SilenceBook>();
        services.AddSingleton<Holds>();
        services.AddSingleton<Planner>();
        services.AddSingleton(new ExpectationBook(configuration.Expectations));
        services.AddSingleton(new ExpiryBook(configuration.ResolveAfter));
        services.AddSingleton<AlertEngine>();
        services.AddSingleton(provider => new GroupBook(
            new GroupTermsBook(configuration.Routes).Find,
            new GroupLimits(configuration.Limits.Groups, configuration.Limits.GroupMembers),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<AlertTurns>();
        AddChannels(services, configuration);
        services.AddSingleton(provider => new DeliveredTargets(
            configuration.Limits.DeliveriesRemembered, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<DecisionLog>();
        services.AddSingleton(provider => new Processor([.. provider.GetServices<ISource>()], splits: configuration.Store is not null));
        services.AddSingleton(provider => new Dispatcher(
            provider.GetServices<IChannel>(),
            provider.GetService<MailChannel>(),
            provider.GetRequiredService<DeliveredTargets>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new PipelineMetrics(
            provider.GetRequiredService<System.Diagnostics.Metrics.IMeterFactory>(),
            () => provider.GetRequiredService<AlertMemory>().Count,
            () => provider.GetRequiredService<DeliveredTargets>().Count,
            () => provider.GetService<RelayPool>()?.Open ?? 0));
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<DeliverThenAcknowledge>(
            provider, configuration.Limits.AcknowledgeWithin));
    }

    private static void AddSource(IServiceCollection services, SourceSettings source)
    {
        switch (source)
        {
            case SourceSettings.GoCd gocd:
                services.AddGoCd(gocd.Settings);
                break;
            case SourceSettings.Mail mail:
                services.AddSingleton<ISource>(new MailSource(mail.Settings));
                break;
            case SourceSettings.Mailrise mailrise:
                services.AddSingleton<ISource>(new MailriseSource(mailrise.Settings));
                break;
            case SourceSettings.Declared declared:
                services.AddDeclared(declared.Name, declared.Claim, declared.Definition);
                break;
            case SourceSettings.Plugin plugin:
                services.TryAddSingleton<PluginMetrics>();
                services.AddSingleton<ISource>(provider => ActivatorUtilities.CreateInstance<PluginSource>(provider, plugin.Settings));
                break;
            case SourceSettings.Auto auto:
                services.AddAuto(auto.Name, auto.Claim, BuiltInSources.All.Select(source => source.Definition));
                break;
        }
    }

    private static void AddChannels(IServiceCollection services, Mail2AlertConfiguration configuration)
    {
        services.AddChannelTools(configuration.Letters);
        services.AddSingleton(configuration.Slack);
        ChannelCatalog.AddTo(services);
        if (configuration.Relay is not { } relay)
            return;
        services.AddSingleton(provider => new RelayPool(
            new RelayDialer(relay, configuration.HostName).DialAsync,
            relay.MaxConnections,
            relay.IdleTimeout,
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new OwnRelay(new Relay(relay, provider.GetRequiredService<RelayPool>()), configuration.HostName));
        services.AddSingleton(provider => new MailChannel(
            provider.GetRequiredService<OwnRelay>().Relay, new MailComposer(configuration.HostName, relay.AddPeerField)));
        services.AddSingleton<IChannel>(provider => provider.GetRequiredService<MailChannel>());
    }

    // One server behind all listeners, so that its bounds hold for all of them together.
    private static void AddSmtp(IServiceCollection services, Mail2AlertConfiguration configuration)
    {
        var rules = configuration.Listeners.ToDictionary(listener => listener.Smtp.Name, listener => listener.Rules);
        services.AddSingleton(provider => new MailGate(
            rules,
            configuration.Users.Where(user => user.Value.Senders is not null).ToDictionary(user => user.Key, user => user.Value.Senders!),
            [.. provider.GetServices<ISource>().Select(source => source.Claim)],
            configuration.Relay is not null,
            new LoopGuard(configuration.Limits.Hops, configuration.HostName),
            Acknowledge(provider, configuration),
            configuration.Acknowledge == Acknowledgement.Stored ? provider.GetService<StoreRoom>() : null));
        services.AddSingleton<IMemoryPoolFactory<byte>, ReceiveBuffers>();
        services.AddSmtpServer<MailGate>(options =>
        {
            options.Authentication = Logins(configuration.Users, rules);
            Configure(options, configuration);
        });
        if (configuration.Tls is not { } tls)
            return;
        services.AddSingleton(provider => new SmtpCertificates(
            [.. tls.Certificates.Select(paths => ActivatorUtilities.CreateInstance<SmtpCertificateFile>(provider, paths))]));
        services.AddOptions<SmtpServerOptions>().Configure<SmtpCertificates>((options, certificates) => options.Tls = new SmtpTlsOptions
        {
            SelectCertificate = certificates.Select,
            ClientCertificates = tls.ClientRoots is null ? SmtpClientCertificates.None : SmtpClientCertificates.Required,
            ClientCertificateRoots = tls.ClientRoots,
            HandshakeTimeout = configuration.Limits.HandshakeTimeout,
        });
    }

    private static Acknowledge Acknowledge(IServiceProvider provider, Mail2AlertConfiguration configuration) =>
        configuration.Acknowledge == Acknowledgement.Stored && provider.GetService<KeepThenAcknowledge>() is { } keep
            ? keep.AnswerAsync
            : provider.GetRequiredService<DeliverThenAcknowledge>().AnswerAsync;

    private static string Counts(IReadOnlyDictionary<string, long> rows) =>
        rows.Count == 0 ? "nothing" : string.Join(", ", rows.Select(table => $"{table.Value} {table.Key}"));

    private static void AddConformance(IServiceCollection services, Mail2AlertConfiguration configuration)
    {
        services.AddSingleton(new SmtpConformance());
        services.AddOptions<SmtpServerOptions>().Configure<SmtpConformance>((options, conformance) => options.Conformance = conformance);
        if (configuration.ConformanceFile is { } file)
            services.AddHostedService(provider => ActivatorUtilities.CreateInstance<ClientsKeeper>(provider, new ClientsFile(file)));
    }

    private static void Configure(SmtpServerOptions options, Mail2AlertConfiguration configuration)
    {
        options.HostName = configuration.HostName;
        options.AdvertiseRequireTls = configuration.Relay is not null;
        options.ProxyNetworks = configuration.Proxies;
        options.Trace.Follows = Members(configuration.Trace);
        SmtpLimits.Apply(configuration.Limits, options);
        if (options.Authentication is { } logins)
            SmtpLimits.Apply(configuration.Limits.Logins, logins);
    }

    private static Func<SmtpPeer, bool>? Members(IReadOnlyList<IPNetwork> networks) =>
        networks.Count == 0 ? null : peer => peer.Remote is { } remote && networks.Hold(remote.Address);

    private static SmtpAuthenticationOptions? Logins(
        IReadOnlyDictionary<string, UserSettings> users, Dictionary<string, ListenerRules> rules) => users.Count == 0 ? null
        : new SmtpAuthenticationOptions(new SmtpUserStore(users.Select(user => KeyValuePair.Create(user.Key, user.Value.Credential))))
        {
            AllowClear = peer => rules[peer.Listener.Name].TakesLoginInClear(peer),
        };

    // Mail comes first: what operators cannot ask is no reason not to take it.
    private static (DeskSocket? Desk, string? Trouble) BindDesk(StoreSettings store)
    {
        try
        {
            return (DeskSocket.Bind(DeskSocket.PathOf(store.Path)), null);
        }
        catch (IOException exception)
        {
            return (null, exception.Message);
        }
    }

    [LoggerMessage(4203, LogLevel.Error,
        "`mail2alert queue`, `alerts`, `silence`, `replay` and `backup` cannot reach this server, and `ready` says that there is none: {Why}")]
    private static partial void LogNoDesk(ILogger logger, string why);

    [LoggerMessage(4060, LogLevel.Critical,
        "The store was damaged ({Why}) and was replaced by what could be read of it; the damaged one is {Path}. Carried over: {Carried}. Unreadable: {Unreadable}")]
    private static partial void LogSetAside(ILogger logger, string path, string why, string carried, string unreadable);

    /// <summary>Lets the sources fetch what the first mails are going to ask for, as soon as the listeners are open: they come first.</summary>
    private sealed class WarmUp(IEnumerable<ISource> sources, IHostApplicationLifetime host) : BackgroundService
    {
        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            var open = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            await using var started = host.ApplicationStarted.Register(() => open.TrySetResult(true));
            // A listener that cannot open ends the program before it has begun, and that has been told.
            await using var stopped = stoppingToken.Register(() => open.TrySetResult(false));
            if (await open.Task)
                await Task.WhenAll(sources.Select(source => source.WarmUpAsync(stoppingToken)));
        }
    }
}
