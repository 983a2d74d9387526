using System.CommandLine;
using System.Text.Json;
using Mail2Alert.Cli.Queue;
using Mail2Alert.Cli.Reports;
using Mail2Alert.Web.Desk;

namespace Mail2Alert.Cli.Silences;

/// <summary><c>mail2alert silence list</c>.</summary>
internal static class SilenceListCommand
{
    public static Command Create(Option<string?> config)
    {
        var all = new Option<bool>("--all") { Description = "Also those that are over, for five days" };
        var json = JsonOption.Create();
        var command = new Command("list", "List the silences that are not over") { all, json };
        command.SetAction((result, cancellationToken) => DeskDoor.EnterAsync(
            result.GetValue(config),
            result.InvocationConfiguration,
            (desk, token) => RunAsync(desk, result.GetValue(all), result.GetValue(json), result.InvocationConfiguration.Output, token),
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(IDesk desk, bool all, bool json, TextWriter output, CancellationToken cancellationToken)
    {
        IReadOnlyList<ListedSilence> silences =
            [.. (await desk.Alerts.SilencesAsync(cancellationToken)).Where(silence => all || silence.State != "expired")];
        if (json)
            await output.WriteLineAsync(JsonSerializer.Serialize(silences, DeskJson.Printed.IReadOnlyListListedSilence));
        else if (silences.Count == 0)
            await output.WriteLineAsync("nothing is silenced");
        else
            Screen.Of(output).Write(SilenceTable.Of(silences, TimeProvider.System.GetUtcNow()));
        return ExitCode.Ok;
    }
}
