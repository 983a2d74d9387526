using System.CommandLine;
using System.Text.Json;
using Mail2Alert.Cli.Reports;
using Mail2Alert.Storage;
using Mail2Alert.Web.Desk;

namespace Mail2Alert.Cli.Queue;

/// <summary><c>mail2alert queue list</c>, and <c>mail2alert queue</c> alone.</summary>
internal static class QueueListCommand
{
    private const int Usual = 50;

    public static Command Create(Option<string?> config)
    {
        var command = new Command("list", "List deliveries, newest first: those that are open, held or dead, unless told otherwise");
        Serve(command, config);
        return command;
    }

    /// <summary>Makes a command list.</summary>
    public static void Serve(Command command, Option<string?> config)
    {
        var filter = new QueueFilter();
        filter.AddTo(command);
        var most = MostOption.Create(Usual);
        var json = JsonOption.Create();
        command.Add(most);
        command.Add(json);
        command.SetAction((result, cancellationToken) => DeskDoor.EnterAsync(
            result.GetValue(config),
            result.InvocationConfiguration,
            (desk, token) => RunAsync(
                desk, filter.Read(result), result.GetValue(most), result.GetValue(json), result.InvocationConfiguration.Output, token),
            cancellationToken));
    }

    private static async Task<int> RunAsync(
        IDesk desk, DeliveryQuery query, int most, bool json, TextWriter output, CancellationToken cancellationToken)
    {
        var deliveries = await QueuePages.ReadAsync(desk, query, most + 1, cancellationToken);
        var listing = new QueueListing(
            await desk.FiguresAsync(cancellationToken), [.. deliveries.Take(most)], deliveries.Count > most);
        if (json)
        {
            await output.WriteLineAsync(JsonSerializer.Serialize(listing, DeskJson.Printed.QueueListing));
            return ExitCode.Ok;
        }
        var now = TimeProvider.System.GetUtcNow();
        if (listing.Deliveries.Count > 0)
            Screen.Of(output).Write(QueueTable.Of(listing.Deliveries, now));
        if (listing.HasMore)
            await output.WriteLineAsync($"there are more than these {most}: narrow it down, or ask for more with --most");
        await output.WriteLineAsync(QueueTable.Sentence(listing.Figures, now));
        return ExitCode.Ok;
    }
}
