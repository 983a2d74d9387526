using System.CommandLine;
using System.Diagnostics;
using Mail2Alert.Configuration;
using Mail2Alert.Storage;
using Mail2Alert.Storage.Sqlite;
using Mail2Alert.Web.Desk;
using Microsoft.Extensions.DependencyInjection;

namespace Mail2Alert.Cli.Queue;

/// <summary>The way of a command to the store: through the server that has it open, or, when none runs, by opening it.</summary>
internal static class DeskDoor
{
    public const string NoStore = "the configuration names no `store`: nothing is kept, and there is nothing to show";

    /// <summary>Does the work at the desk; trouble becomes a sentence and an exit code.</summary>
    public static async Task<int> EnterAsync(
        string? config, InvocationConfiguration streams, Func<IDesk, CancellationToken, Task<int>> work, CancellationToken cancellationToken)
    {
        if (ConfigOption.Load(config, streams.Error).Configuration is not { } configuration)
            return ExitCode.Usage;
        if (configuration.Store is not { } store)
            return await RefuseAsync(streams, NoStore);
        try
        {
            await using var remote = await RemoteDesk.OpenAsync(DeskSocket.PathOf(store.Path), cancellationToken);
            return remote is null
                ? await OpenAsync(configuration, store, streams, work, cancellationToken)
                : await work(remote, cancellationToken);
        }
        catch (Exception trouble) when (trouble is StoreException or IOException or UnauthorizedAccessException)
        {
            return await RefuseAsync(streams, trouble.Message);
        }
    }

    public static async Task<int> RefuseAsync(InvocationConfiguration streams, string why)
    {
        await streams.Error.WriteLineAsync($"mail2alert: {Printable.Of(why)}");
        return ExitCode.Failed;
    }

    private static async Task<int> OpenAsync(
        Mail2AlertConfiguration configuration,
        StoreSettings settings,
        InvocationConfiguration streams,
        Func<IDesk, CancellationToken, Task<int>> work,
        CancellationToken cancellationToken)
    {
        if (!File.Exists(settings.Path))
            return await RefuseAsync(streams, $"there is no store at {Path.GetFullPath(settings.Path)} yet; `mail2alert serve` makes it");
        var opening = await SqliteOpening.OpenAsync(new SqliteStoreOptions { Path = settings.Path }, TimeProvider.System, cancellationToken);
        switch (opening)
        {
            case StoreOpening.Refused refused:
                return await RefuseAsync(streams, refused.IsInUse ? $"{refused.Why}, {Silent(settings)}" : refused.Why);
            case StoreOpening.Opened { Store: var store, SetAside: var aside }:
                await using (store)
                {
                    if (aside is not null)
                    {
                        await streams.Error.WriteLineAsync(
                            $"mail2alert: the store was damaged and was replaced by what could be read of it; the damaged one is {aside.Path}");
                    }
                    return await WorkAsync(configuration, store, work, cancellationToken);
                }
            default:
                throw new UnreachableException();
        }
    }

    private static string Silent(StoreSettings settings) => "which does not answer operators: " +
        (DeskSocket.Mismatch(DeskSocket.PathOf(settings.Path)) ?? "it is starting or stopping, or its log says why it cannot");

    private static async Task<int> WorkAsync(
        Mail2AlertConfiguration configuration, IStore store, Func<IDesk, CancellationToken, Task<int>> work, CancellationToken cancellationToken)
    {
        var services = new ServiceCollection();
        Gateway.AddParts(services, configuration);
        StoreParts.AddDesk(services, configuration.Limits, store);
        await using var provider = services.BuildServiceProvider();
        return await work(provider.GetRequiredService<IDesk>(), cancellationToken);
    }
}
