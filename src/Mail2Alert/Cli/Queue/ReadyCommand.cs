using System.CommandLine;
using Mail2Alert.Web.Desk;

namespace Mail2Alert.Cli.Queue;

/// <summary><c>mail2alert ready</c>: whether the server takes mail, for health checks.</summary>
internal static class ReadyCommand
{
    // Docker's own limit is 30 s, Kubernetes' 1 s.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static Command Create()
    {
        var config = ConfigOption.Create();
        var command = new Command("ready", "Say whether the running server takes mail: exit code 0 when it does") { config };
        command.SetAction((result, cancellationToken) =>
            RunAsync(result.GetValue(config), result.InvocationConfiguration, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(string? config, InvocationConfiguration streams, CancellationToken cancellationToken)
    {
        if (ConfigOption.Load(config, streams.Error).Configuration is not { } configuration)
            return ExitCode.Usage;
        if (configuration.Store is not { } store)
            return await DeskDoor.RefuseAsync(streams, "the configuration names no `store`, and the server answers beside its store only");
        using var limit = new CancellationTokenSource(Patience, TimeProvider.System);
        using var time = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await AskAsync(DeskSocket.PathOf(store.Path), streams, time.Token);
        }
        catch (IOException trouble)
        {
            return await DeskDoor.RefuseAsync(streams, trouble.Message);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            return await DeskDoor.RefuseAsync(streams, $"the server did not answer within {Patience.TotalSeconds} s");
        }
    }

    private static async Task<int> AskAsync(string socket, InvocationConfiguration streams, CancellationToken cancellationToken)
    {
        await using var desk = await RemoteDesk.OpenAsync(socket, cancellationToken);
        if (desk is null)
            return await DeskDoor.RefuseAsync(streams, $"no server listens at {socket}");
        await desk.ReadyAsync(cancellationToken);
        await streams.Output.WriteLineAsync("ready");
        return ExitCode.Ok;
    }
}
