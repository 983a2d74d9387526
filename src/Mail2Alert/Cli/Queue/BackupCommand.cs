using System.CommandLine;
using System.Text.Json;
using Mail2Alert.Cli.Reports;
using Mail2Alert.Web.Desk;

namespace Mail2Alert.Cli.Queue;

/// <summary><c>mail2alert backup</c>: a copy of everything in one file, whether the server runs or not.</summary>
internal static class BackupCommand
{
    public static Command Create()
    {
        var config = ConfigOption.Create();
        var file = new Argument<string>("FILE") { Description = "Where to write it; nothing may be there yet" };
        var json = JsonOption.Create();
        var command = new Command("backup", "Write everything that is kept to one file, while the server runs or not") { config, file, json };
        command.SetAction((result, cancellationToken) => DeskDoor.EnterAsync(
            result.GetValue(config),
            result.InvocationConfiguration,
            (desk, token) => RunAsync(
                desk, Path.GetFullPath(result.GetValue(file)!), result.GetValue(json), result.InvocationConfiguration, token),
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        IDesk desk, string file, bool json, InvocationConfiguration streams, CancellationToken cancellationToken)
    {
        var report = await WriteAsync(desk, file, cancellationToken);
        if (json)
            await streams.Output.WriteLineAsync(JsonSerializer.Serialize(report, DeskJson.Printed.BackupReport));
        else
            await streams.Output.WriteLineAsync($"{report.Path}: {Brief.Size(report.Bytes)}, {Brief.Count(report.Mails, "mail")}");
        foreach (var lack in report.Lacks)
            await streams.Error.WriteLineAsync($"mail2alert: {Printable.Of(lack)}");
        return report.Lacks.Count == 0 ? ExitCode.Ok : ExitCode.Failed;
    }

    private static async Task<Storage.BackupReport> WriteAsync(IDesk desk, string file, CancellationToken cancellationToken)
    {
        try
        {
            return await desk.BackUpAsync(file, cancellationToken);
        }
        catch (IOException trouble) when (desk is RemoteDesk)
        {
            throw new IOException(
                $"{trouble.Message} (the server writes the file, as its own user and where systemd lets it: its state directory will do)", trouble);
        }
    }
}
