using System.CommandLine;
using System.Text.Json;
using Mail2Alert.Configuration;
using Mail2Alert.Intake;
using Mail2Alert.Messages;
using Mail2Alert.Pipeline;
using Mail2Alert.Routing;
using Mail2Alert.Smtp;
using Microsoft.Extensions.DependencyInjection;

namespace Mail2Alert.Cli.Explain;

/// <summary><c>mail2alert explain</c>: what becomes of a mail, and why. Nobody is told and nothing is kept; lookups are made.</summary>
internal static class ExplainCommand
{
    private static readonly SmtpPeer Nobody = new("explain", null, null, null, true);

    public static Command Create()
    {
        var files = new Argument<string[]>("FILE")
        {
            Description = "Mails as files (.eml), in the order in which they came; - for standard input",
            Arity = ArgumentArity.OneOrMore,
        };
        var from = new Option<string?>("--from") { Description = "The envelope's sender, where the header does not say", HelpName = "ADDRESS" };
        var to = new Option<string[]>("--to") { Description = "A recipient of the envelope, where the header does not say", HelpName = "ADDRESS" };
        var json = new Option<bool>("--json") { Description = "Print JSON" };
        var config = ConfigOption.Create();
        var command = new Command("explain", "Show what becomes of a mail, and why") { files, from, to, json, config };
        command.SetAction((result, cancellationToken) => RunAsync(
            result.GetValue(config),
            new Request(result.GetValue(files) ?? [], result.GetValue(from), result.GetValue(to) ?? [], result.GetValue(json)),
            result.InvocationConfiguration.Output,
            result.InvocationConfiguration.Error,
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        string? config, Request request, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        if (ConfigOption.Load(config, error).Configuration is not { } configuration)
            return ExitCode.Usage;
        try
        {
            var explained = await ExplainAsync(configuration, request, cancellationToken);
            Print(explained, request.Json, output);
            return ExitCode.Ok;
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException or FormatException)
        {
            await error.WriteLineAsync($"mail2alert: {trouble.Message}");
            return ExitCode.Usage;
        }
    }

    // One memory for all: of two mails about an alert, the second has a past.
    private static async Task<IReadOnlyList<Explanation>> ExplainAsync(
        Mail2AlertConfiguration configuration, Request request, CancellationToken cancellationToken)
    {
        var services = new ServiceCollection();
        Gateway.AddParts(services, configuration);
        await using var provider = services.BuildServiceProvider();
        var (processor, router, engine) =
            (provider.GetRequiredService<Processor>(), provider.GetRequiredService<Router>(), provider.GetRequiredService<AlertEngine>());
        var explained = new List<Explanation>();
        foreach (var file in request.Files)
        {
            var mail = await ReadAsync(file, request, cancellationToken);
            var stories = await processor.DecideAllAsync(
                mail, (alert, mailId) => new ValueTask<RoutingDecision>(engine.DecideAndRemember(alert, mailId)), cancellationToken);
            explained.Add(Explanation.Of(file, stories, router));
        }
        return explained;
    }

    private static async Task<Message> ReadAsync(string file, Request request, CancellationToken cancellationToken)
    {
        var bytes = await BytesAsync(file, cancellationToken);
        var mail = MailFile.Read(bytes, Nobody, request.From, request.To, TimeProvider.System.GetUtcNow());
        return mail.Envelope.Recipients.Count > 0
            ? mail
            : throw new FormatException($"{file} does not say to whom it went; name the recipient with --to");
    }

    private static async Task<byte[]> BytesAsync(string file, CancellationToken cancellationToken)
    {
        if (file != "-")
            return await File.ReadAllBytesAsync(file, cancellationToken);
        await using var input = Console.OpenStandardInput();
        using var bytes = new MemoryStream();
        await input.CopyToAsync(bytes, cancellationToken);
        return bytes.ToArray();
    }

    private static void Print(IReadOnlyList<Explanation> explained, bool json, TextWriter output)
    {
        if (json)
            output.WriteLine(JsonSerializer.Serialize(explained, ExplanationJson.Default.IReadOnlyListExplanation));
        else
            output.WriteLine(string.Join("\n\n", explained.Select(one => string.Join('\n', ExplanationText.Lines(one).Select(Printable.Of)))));
    }

    private sealed record Request(string[] Files, string? From, string[] To, bool Json);
}
