using System.CommandLine;
using System.Diagnostics;
using Mail2Alert.Cli.Reports;
using Mail2Alert.Storage;
using Mail2Alert.Storage.Sqlite;

namespace Mail2Alert.Cli.Queue;

/// <summary><c>mail2alert restore</c>: puts a backup in the store's place, while the server does not run.</summary>
internal static class RestoreCommand
{
    public static Command Create()
    {
        var config = ConfigOption.Create();
        var file = new Argument<string>("FILE") { Description = "What `mail2alert backup` wrote" };
        var force = new Option<bool>("--force") { Description = "Put aside a store that is there; it is renamed, not deleted" };
        var hold = new Option<bool>("--hold") { Description = "Put on hold what is still open in the backup, so that nothing old is sent unasked" };
        var command = new Command("restore", "Put a backup in the store's place; the server must not run") { config, file, force, hold };
        command.SetAction((result, cancellationToken) => RunAsync(
            result.GetValue(config),
            result.GetValue(file)!,
            result.GetValue(force),
            result.GetValue(hold),
            result.InvocationConfiguration,
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        string? config, string file, bool force, bool hold, InvocationConfiguration streams, CancellationToken cancellationToken)
    {
        if (ConfigOption.Load(config, streams.Error).Configuration is not { } configuration)
            return ExitCode.Usage;
        if (configuration.Store is not { } store)
            return await DeskDoor.RefuseAsync(streams, DeskDoor.NoStore);
        var restoring = await SqliteRestore.RunAsync(
            file, new SqliteStoreOptions { Path = store.Path }, force, hold, TimeProvider.System, cancellationToken);
        switch (restoring)
        {
            case StoreRestoring.Refused refused:
                return await DeskDoor.RefuseAsync(streams, refused.Why);
            case StoreRestoring.Restored restored:
                foreach (var line in Lines(restored, Path.GetFullPath(store.Path), hold))
                    await streams.Output.WriteLineAsync(Printable.Of(line));
                return ExitCode.Ok;
            default:
                throw new UnreachableException();
        }
    }

    private static IEnumerable<string> Lines(StoreRestoring.Restored restored, string store, bool hold)
    {
        yield return $"{store}: {Brief.Count(restored.Mails, "mail")} restored";
        if (restored.Aside is { } aside)
            yield return $"the store that was there is {aside} now; delete it when you need it no more";
        foreach (var lack in restored.Lacks)
            yield return lack;
        yield return Open(restored, hold);
    }

    private static string Open(StoreRestoring.Restored restored, bool hold)
    {
        var (deliveries, mails) = (Brief.Count(restored.Open, "delivery"), $"{Brief.Count(restored.Undecided, "mail")} that nobody had decided about");
        return restored.Open + restored.Undecided == 0 ? "nothing in it is open: the start sends nothing"
            : hold ? $"on hold: {deliveries} (`mail2alert queue release`), and {mails} (`mail2alert replay`)"
            : $"the start sends what was open when the backup was made: {deliveries}, and what follows from {mails}; " +
                "restore with --hold to send nothing unasked";
    }
}
