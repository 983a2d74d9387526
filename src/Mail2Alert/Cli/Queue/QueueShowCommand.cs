using System.CommandLine;
using System.Text.Json;
using Mail2Alert.Cli.Reports;
using Mail2Alert.Web.Desk;

namespace Mail2Alert.Cli.Queue;

/// <summary><c>mail2alert queue show</c>: the whole story of one delivery.</summary>
internal static class QueueShowCommand
{
    public static Command Create(Option<string?> config)
    {
        var id = new Argument<long>("ID") { Description = "The delivery, as `queue list` names it" };
        var json = JsonOption.Create();
        var command = new Command("show", "Show a delivery: its mail, why it was decided so, and every attempt") { id, json };
        command.SetAction((result, cancellationToken) => DeskDoor.EnterAsync(
            result.GetValue(config),
            result.InvocationConfiguration,
            (desk, token) => RunAsync(desk, result.GetValue(id), result.GetValue(json), result.InvocationConfiguration, token),
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        IDesk desk, long id, bool json, InvocationConfiguration streams, CancellationToken cancellationToken)
    {
        if (await desk.FindAsync(id, cancellationToken) is not { } details)
            return await DeskDoor.RefuseAsync(streams, $"there is no delivery {id}; `mail2alert queue list --mail MAIL-ID` lists those of a mail");
        if (json)
            await streams.Output.WriteLineAsync(JsonSerializer.Serialize(details, DeskJson.Printed.DeliveryDetails));
        else
            DeliveryReport.Write(streams.Output, details, TimeProvider.System.GetUtcNow());
        return ExitCode.Ok;
    }
}
