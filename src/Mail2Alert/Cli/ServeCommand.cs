using System.CommandLine;
using System.Diagnostics;
using System.Net.Sockets;
using Mail2Alert.Channels;
using Mail2Alert.Cli.Service;
using Mail2Alert.Configuration;
using Mail2Alert.Deliveries;
using Mail2Alert.Storage;
using Mail2Alert.Storage.Sqlite;
using Microsoft.Extensions.Hosting.Systemd;

namespace Mail2Alert.Cli;

/// <summary><c>mail2alert serve</c>: runs until it is told to stop.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        var config = ConfigOption.Create();
        var command = new Command("serve", "Receive mail, alert, and go on until stopped (SIGTERM or Ctrl-C)") { config };
        command.SetAction((result, cancellationToken) =>
            RunAsync(result.GetValue(config), result.InvocationConfiguration.Error, cancellationToken));
        return command;
    }

    public static async Task<int> RunAsync(string? file, TextWriter error, CancellationToken cancellationToken)
    {
        // The command line waits for us on SIGTERM only once this has returned a task: before that it ends with 143, whatever is on its way.
        await Task.Yield();
        GetAhead();
        var result = ConfigOption.Load(file, error);
        if (result.Configuration is not { } configuration)
            return ExitCode.Usage;
        var notices = new ServiceNotices(new SystemdNotifier());
        await using var gateway = await StartAsync(configuration, notices, error, cancellationToken);
        if (gateway is null)
            return ExitCode.Failed;
        using var hangUp = new HangUp(file, gateway, error).Listen();
        await error.WriteLineAsync($"mail2alert: {Started(result, configuration.Store, gateway)}");
        notices.Ready(Status(gateway));
        await ServeAsync(Watch(notices, gateway, error), cancellationToken);
        notices.Stopping(configuration.Limits.ShutdownTime + Gateway.Farewell);
        await gateway.StopAsync(CancellationToken.None);
        return ExitCode.Ok;
    }

    // What is needed whatever the file says, and takes longest to load: on another processor, while this one reads the file.
    private static void GetAhead() => _ = Task.Run(() =>
    {
        ChannelCatalog.Load();
        SqliteConnections.Load();
    });

    private static async Task<Gateway?> StartAsync(
        Mail2AlertConfiguration configuration, ServiceNotices notices, TextWriter error, CancellationToken cancellationToken)
    {
        using var start = new ServiceStart(notices, TimeProvider.System);
        var (store, refusal) = await OpenAsync(configuration.Store, cancellationToken);
        if (refusal is null)
            return await StartAsync(configuration, store, error, cancellationToken);
        await error.WriteLineAsync($"mail2alert: {refusal}");
        return null;
    }

    private static async Task<(StoreOpening.Opened? Store, string? Refusal)> OpenAsync(StoreSettings? settings, CancellationToken cancellationToken) =>
        settings is null ? (null, null) : await SqliteOpening.OpenAsync(
            new SqliteStoreOptions { Path = settings.Path }, TimeProvider.System, cancellationToken) switch
        {
            StoreOpening.Opened opened => (opened, null),
            StoreOpening.Refused refused => (null, $"{refused.Why}\n  ('store' in the configuration says where mail is kept; 'none' keeps none)"),
            _ => throw new UnreachableException(),
        };

    private static async Task<Gateway?> StartAsync(
        Mail2AlertConfiguration configuration, StoreOpening.Opened? store, TextWriter error, CancellationToken cancellationToken)
    {
        Gateway? gateway = null;
        try
        {
            gateway = Gateway.Build(configuration, LogSetup.Apply, store);
            await gateway.StartAsync(cancellationToken);
            return gateway;
        }
        catch (Exception exception) when (exception is IOException or SocketException)
        {
            await error.WriteLineAsync($"mail2alert: cannot listen: {Listening.Shown(exception.Message)}");
            await (gateway?.DisposeAsync() ?? store?.Store.DisposeAsync() ?? default);
            return null;
        }
    }

    private static string Started(ConfigurationResult result, StoreSettings? store, Gateway gateway) =>
        $"{result.File ?? "no configuration file: defaults"}; " +
        $"{(store is null ? "keeping no mail" : $"keeping mail in {Path.GetFullPath(store.Path)}")}; " +
        $"accepting mail on {string.Join(", ", gateway.Addresses)}";

    private static ServiceWatch Watch(ServiceNotices notices, Gateway gateway, TextWriter error) => new(
        notices,
        gateway.Liveness,
        () => Status(gateway),
        ServiceWatch.WatchdogOf(Environment.GetEnvironmentVariable, Environment.ProcessId),
        error,
        TimeProvider.System);

    private static string Status(Gateway gateway) => gateway.Figures is { } figures
        ? $"{figures.Undecided + figures.Deliveries[DeliveryState.Pending] + figures.Deliveries[DeliveryState.Sending]} waiting, "
            + $"{figures.Deliveries[DeliveryState.Dead]} dead; listening on {string.Join(", ", gateway.Addresses)}"
        : $"listening on {string.Join(", ", gateway.Addresses)}";

    private static async Task ServeAsync(ServiceWatch watch, CancellationToken cancellationToken)
    {
        using var stop = new CancellationTokenSource();
        var watching = Task.Run(() => watch.RunAsync(stop.Token), CancellationToken.None);
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = cancellationToken.Register(stopped.SetResult);
        await stopped.Task;
        await stop.CancelAsync();
        await watching;
    }
}
