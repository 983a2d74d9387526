using System.CommandLine;
using System.Text.Json;
using Mail2Alert.Cli.Queue;
using Mail2Alert.Cli.Reports;
using Mail2Alert.Web.Desk;

namespace Mail2Alert.Cli.Alerts;

/// <summary><c>mail2alert alerts list</c>, and <c>mail2alert alerts</c> alone.</summary>
internal static class AlertsListCommand
{
    private const int Usual = 50;

    public static Command Create(Option<string?> config)
    {
        var command = new Command("list", "List alerts: what fires first, the newest of it at the top");
        Serve(command, config);
        return command;
    }

    /// <summary>Makes a command list.</summary>
    public static void Serve(Command command, Option<string?> config)
    {
        var firing = new Option<bool>("--firing") { Description = "Only those that fire" };
        var most = MostOption.Create(Usual);
        var json = JsonOption.Create();
        foreach (var option in (Option[])[firing, most, json])
            command.Add(option);
        command.SetAction((result, cancellationToken) => DeskDoor.EnterAsync(
            result.GetValue(config),
            result.InvocationConfiguration,
            (desk, token) => RunAsync(
                desk,
                new AlertQuery(result.GetValue(firing), Math.Min(result.GetValue(most), DeskEndpoints.Most)),
                result.GetValue(json),
                result.InvocationConfiguration.Output,
                token),
            cancellationToken));
    }

    private static async Task<int> RunAsync(IDesk desk, AlertQuery query, bool json, TextWriter output, CancellationToken cancellationToken)
    {
        var listing = await desk.Alerts.ListAsync(query, cancellationToken);
        if (json)
        {
            await output.WriteLineAsync(JsonSerializer.Serialize(listing, DeskJson.Printed.AlertListing));
            return ExitCode.Ok;
        }
        if (listing.Alerts.Count > 0)
            Screen.Of(output).Write(AlertTable.Of(listing.Alerts, TimeProvider.System.GetUtcNow()));
        var shown = listing.Alerts.Count < listing.Count ? $"; these are {listing.Alerts.Count} of them" : "";
        await output.WriteLineAsync($"{Brief.Count(listing.Count, "alert")}{(query.IsFiring ? " firing" : "")}{shown}");
        return ExitCode.Ok;
    }
}
