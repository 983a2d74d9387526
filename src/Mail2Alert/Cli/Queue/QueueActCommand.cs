using System.CommandLine;
using System.Text.Json;
using Mail2Alert.Cli.Reports;
using Mail2Alert.Deliveries;
using Mail2Alert.Storage;
using Mail2Alert.Web.Desk;

namespace Mail2Alert.Cli.Queue;

/// <summary><c>mail2alert queue retry</c>, <c>hold</c>, <c>release</c> and <c>drop</c>: by id, or all that a filter finds.</summary>
internal static class QueueActCommand
{
    // The desk takes as many in one order.
    private const int PerOrder = 500;
    private const int MostFound = 100_000;

    public static Command Create(Option<string?> config, DeskAction action, string description)
    {
        var ids = new Argument<long[]>("ID") { Description = "Deliveries, as `queue list` names them", Arity = ArgumentArity.ZeroOrMore };
        var all = new Option<bool>("--all") { Description = "All that can be" };
        var dead = new Option<bool>("--dead") { Description = "Those that are dead; the same as --state dead" };
        var json = JsonOption.Create();
        var filter = new QueueFilter();
        var command = new Command(action.ToString().ToLowerInvariant(), description) { ids, all, json };
        if (action == DeskAction.Retry)
            command.Add(dead);
        filter.AddTo(command);
        command.Validators.Add(result =>
        {
            var isFiltered = result.GetValue(all) || result.GetValue(dead) || filter.IsGiven(result);
            if (result.GetValue(ids) is { Length: > 0 } == isFiltered)
                result.AddError("say which: either ids, or a filter such as --target TEXT, or --all");
        });
        command.SetAction((result, cancellationToken) => DeskDoor.EnterAsync(
            result.GetValue(config),
            result.InvocationConfiguration,
            async (desk, token) =>
            {
                var query = result.GetValue(dead) ? filter.Read(result) with { State = DeliveryState.Dead } : filter.Read(result);
                var chosen = result.GetValue(ids) is { Length: > 0 } named ? named : await FindAsync(desk, query, action, token);
                return await RunAsync(desk, action, chosen, result.GetValue(json), result.InvocationConfiguration, token);
            },
            cancellationToken));
        return command;
    }

    // The earliest first, so that each lane keeps its order.
    private static async Task<IReadOnlyList<long>> FindAsync(IDesk desk, DeliveryQuery query, DeskAction action, CancellationToken cancellationToken)
    {
        var found = await QueuePages.ReadAsync(desk, query, MostFound, cancellationToken);
        return [.. found.Where(delivery => Suits(action, delivery.State)).Select(delivery => delivery.Id).Order()];
    }

    private static bool Suits(DeskAction action, DeliveryState state) => action switch
    {
        DeskAction.Hold => state is DeliveryState.Pending,
        DeskAction.Release => state is DeliveryState.Held,
        DeskAction.Retry => state is DeliveryState.Pending or DeliveryState.Dead,
        DeskAction.Drop => state is DeliveryState.Pending or DeliveryState.Held,
    };

    private static async Task<int> RunAsync(
        IDesk desk, DeskAction action, IReadOnlyList<long> ids, bool json, InvocationConfiguration streams, CancellationToken cancellationToken)
    {
        var acted = new List<Acted>();
        foreach (var some in ids.Chunk(PerOrder))
            acted.AddRange(await desk.ActAsync(new DeskOrder(action, some), cancellationToken));
        var refused = acted.Where(one => one.Refusal is not null).ToList();
        if (json)
            await streams.Output.WriteLineAsync(JsonSerializer.Serialize(acted, DeskJson.Printed.IReadOnlyListActed));
        else
            await streams.Output.WriteLineAsync($"{Done(action)} {Brief.Count(acted.Count - refused.Count, "delivery")}");
        foreach (var one in refused)
            await streams.Error.WriteLineAsync($"mail2alert: delivery {one.Id}: {one.Refusal}");
        return refused.Count == 0 ? ExitCode.Ok : ExitCode.Failed;
    }

    private static string Done(DeskAction action) => action switch
    {
        DeskAction.Hold => "held",
        DeskAction.Release => "released",
        DeskAction.Retry => "to be tried now:",
        DeskAction.Drop => "dropped",
    };
}
