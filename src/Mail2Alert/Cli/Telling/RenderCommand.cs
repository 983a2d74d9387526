using System.CommandLine;
using Mail2Alert.Configuration;
using Mail2Alert.Intake;
using Mail2Alert.Messages;
using Mail2Alert.Pipeline;
using Mail2Alert.Routing;
using Mail2Alert.Smtp;
using Microsoft.Extensions.DependencyInjection;

namespace Mail2Alert.Cli.Telling;

/// <summary><c>mail2alert render</c>: what targets would be told of a mail. Nobody is told; lookups are made.</summary>
internal static class RenderCommand
{
    private static readonly SmtpPeer Nobody = new("render", null, null, null, true);

    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "A mail as a file (.eml); - for standard input" };
        var to = new Option<string[]>("--to") { Description = "Show it for this target, whomever the routes name", HelpName = "TARGET" };
        var receiver = new Option<string[]>("--receiver") { Description = "Show it for the targets of this receiver", HelpName = "NAME" };
        var channel = new Option<string[]>("--channel") { Description = "Show what any target of this channel would get", HelpName = "NAME" };
        var config = ConfigOption.Create();
        var command = new Command("render", "Show a mail as its targets would get it") { file, to, receiver, channel, config };
        command.SetAction((result, cancellationToken) => RunAsync(
            result.GetValue(config),
            new Request(result.GetValue(file)!, result.GetValue(to) ?? [], result.GetValue(receiver) ?? [], result.GetValue(channel) ?? []),
            result.InvocationConfiguration.Output,
            result.InvocationConfiguration.Error,
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(string? config, Request request, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        if (ConfigOption.Load(config, error).Configuration is not { } configuration)
            return ExitCode.Usage;
        try
        {
            var asked = AskedTargets.Of(configuration, request.To, request.Receivers);
            if (asked.Mistake is { } mistake)
                throw new FormatException(mistake);
            foreach (var alert in await AlertsAsync(configuration, request.File, cancellationToken))
                await PrintAsync(new Rendering(configuration, alert.Mail, alert.Routing.Alert), Wanted(asked, alert.Routing, request), request.Channels, output, cancellationToken);
            return ExitCode.Ok;
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException or FormatException)
        {
            await error.WriteLineAsync($"mail2alert: {trouble.Message}");
            return ExitCode.Usage;
        }
    }

    private static async Task PrintAsync(
        Rendering rendering, IEnumerable<WantedTarget> targets, IEnumerable<string> channels, TextWriter output, CancellationToken cancellationToken)
    {
        var lines = new List<string>();
        foreach (var target in targets)
            lines.AddRange([.. await rendering.OfTargetAsync(target, cancellationToken), ""]);
        foreach (var channel in channels)
            lines.AddRange([.. rendering.OfChannel(channel), ""]);
        await output.WriteAsync(string.Concat(lines.Select(line => $"{Printable.Of(line)}\n")));
    }

    private static IEnumerable<WantedTarget> Wanted(AskedTargets asked, RoutingDecision routing, Request request) => request switch
    {
        { To.Length: 0, Receivers.Length: 0, Channels.Length: 0 } => routing.Targets.Select(routed => new WantedTarget(routed.Target, routed.Receiver, routed.Route)),
        _ => asked.Targets.Select(target => new WantedTarget(target.Target, target.Receiver, null)),
    };

    private static async Task<IReadOnlyList<(Message Mail, RoutingDecision Routing)>> AlertsAsync(
        Mail2AlertConfiguration configuration, string file, CancellationToken cancellationToken)
    {
        var bytes = file == "-" ? await Sending.StandardInput.ReadAsync(cancellationToken) : await File.ReadAllBytesAsync(file, cancellationToken);
        var mail = MailFile.Read(bytes, Nobody, null, [], TimeProvider.System.GetUtcNow());
        var services = new ServiceCollection();
        Gateway.AddParts(services, configuration);
        await using var provider = services.BuildServiceProvider();
        var engine = provider.GetRequiredService<AlertEngine>();
        var stories = await provider.GetRequiredService<Processor>().DecideAllAsync(
            mail, (alert, id) => new ValueTask<RoutingDecision>(engine.DecideAndRemember(alert, id)), cancellationToken);
        List<(Message, RoutingDecision)> alerts =
            [.. from story in stories let routing = (story.Decision as Decision.Notify)?.Routing where routing is not null select (story.Mail, routing)];
        return alerts.Count > 0 ? alerts : throw new FormatException("no source makes an alert of this mail; 'mail2alert explain' says why");
    }

    private sealed record Request(string File, string[] To, string[] Receivers, string[] Channels);
}

/// <summary>Whom it is shown for.</summary>
internal sealed record WantedTarget(Target Target, Receiver? Receiver, Route? Route);
