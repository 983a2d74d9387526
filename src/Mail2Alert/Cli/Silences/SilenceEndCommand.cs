using System.CommandLine;
using Mail2Alert.Cli.Queue;
using Mail2Alert.Web.Desk;

namespace Mail2Alert.Cli.Silences;

/// <summary><c>mail2alert silence end</c>.</summary>
internal static class SilenceEndCommand
{
    public static Command Create(Option<string?> config)
    {
        var id = new Argument<string>("ID") { Description = "The silence, as `silence list` names it" };
        var command = new Command("end", "End a silence now: who opened meanwhile and still fires is told within seconds") { id };
        command.SetAction((result, cancellationToken) => DeskDoor.EnterAsync(
            result.GetValue(config),
            result.InvocationConfiguration,
            (desk, token) => RunAsync(desk, result.GetValue(id) ?? "", result.InvocationConfiguration, token),
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(IDesk desk, string id, InvocationConfiguration streams, CancellationToken cancellationToken)
    {
        var report = await desk.Alerts.EndSilenceAsync(new SilenceName(id), cancellationToken);
        if (report.Silence is null)
            return await DeskDoor.RefuseAsync(streams, report.Refusal ?? "it was not done");
        await streams.Output.WriteLineAsync($"ended the silence {report.Silence.Id}");
        return ExitCode.Ok;
    }
}
