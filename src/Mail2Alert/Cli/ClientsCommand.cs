using System.CommandLine;
using System.Text.Json;
using Mail2Alert.Cli.Reports;
using Mail2Alert.Intake.Clients;

namespace Mail2Alert.Cli;

/// <summary><c>mail2alert clients</c>: shows which client breaks which rules of SMTP, from the file that the running server keeps.</summary>
internal static class ClientsCommand
{
    public static Command Create()
    {
        var config = ConfigOption.Create();
        var json = new Option<bool>("--json") { Description = "Print JSON" };
        var command = new Command("clients", "Show who sends mail, which rules of SMTP each client breaks, and whom 'strict' would refuse") { config, json };
        command.SetAction((result, cancellationToken) => RunAsync(
            result.GetValue(config),
            result.GetValue(json),
            result.InvocationConfiguration.Output,
            result.InvocationConfiguration.Error,
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        string? config, bool json, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        if (ConfigOption.Load(config, error).Configuration is not { } configuration)
            return ExitCode.Usage;
        var (report, trouble) = await ReadAsync(configuration.ConformanceFile, cancellationToken);
        if (report is null)
        {
            await error.WriteLineAsync($"mail2alert: {trouble}");
            return ExitCode.Failed;
        }
        Print(report, json, output);
        return ExitCode.Ok;
    }

    private static async Task<(ClientsReport? Report, string? Trouble)> ReadAsync(string? file, CancellationToken cancellationToken)
    {
        if (file is null)
        {
            return (null, "no report is kept; add 'conformance: /var/lib/mail2alert/clients.json' to the configuration, " +
                "or set $STATE_DIRECTORY as systemd does for the server");
        }
        try
        {
            var report = await new ClientsFile(file).ReadAsync(cancellationToken);
            return (report, $"{file} does not exist yet; a running server writes it within a minute of the first mail");
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException or JsonException)
        {
            return (null, $"{file} cannot be read: {trouble.Message}");
        }
    }

    private static void Print(ClientsReport report, bool json, TextWriter output)
    {
        if (json)
        {
            output.WriteLine(JsonSerializer.Serialize(report, ClientsJson.Default.ClientsReport));
            return;
        }
        Screen.Of(output).Write(ClientsTable.Of(report));
        output.WriteLine(ClientsTable.Sentence(report));
    }
}
