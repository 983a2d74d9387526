using System.CommandLine;
using System.Text;
using Mail2Alert.Alerts;
using Mail2Alert.Channels;
using Mail2Alert.Configuration;
using Mail2Alert.Intake;
using Mail2Alert.Messages;
using Mail2Alert.Smtp;
using Microsoft.Extensions.DependencyInjection;

namespace Mail2Alert.Cli.Telling;

/// <summary><c>mail2alert notify</c>: tells targets of a test, and says what came of it.</summary>
internal static class NotifyCommand
{
    private static readonly SmtpPeer Nobody = new("notify", null, null, null, true);

    public static Command Create()
    {
        var targets = new Argument<string[]>("TARGET") { Description = "Whom to tell, as a receiver names it", Arity = ArgumentArity.ZeroOrMore };
        var receivers = new Option<string[]>("--receiver") { Description = "Tell all targets of this receiver", HelpName = "NAME" };
        var title = new Option<string>("--title") { Description = "The title", DefaultValueFactory = _ => "Test of Mail2Alert" };
        var text = new Option<string>("--text") { Description = "The text", DefaultValueFactory = _ => "Whoever reads this is told of alerts." };
        var severity = new Option<Severity>("--severity") { Description = "info, warning, error or critical" };
        var status = new Option<AlertStatus>("--status") { Description = "info, firing or resolved; a service on call may open an incident for what fires" };
        var config = ConfigOption.Create();
        var command = new Command("notify", "Tell a target of a test, and say what came of it") { targets, receivers, title, text, severity, status, config };
        command.SetAction((result, cancellationToken) => RunAsync(
            result.GetValue(config),
            (result.GetValue(targets) ?? [], result.GetValue(receivers) ?? []),
            AlertOf(result.GetValue(title)!, result.GetValue(text)!, result.GetValue(severity), result.GetValue(status)),
            result.InvocationConfiguration.Output,
            result.InvocationConfiguration.Error,
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        string? config, (string[] Targets, string[] Receivers) whom, Alert alert, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        if (ConfigOption.Load(config, error).Configuration is not { } configuration)
            return ExitCode.Usage;
        var asked = AskedTargets.Of(configuration, whom.Targets, whom.Receivers);
        if ((asked.Mistake ?? (asked.Targets.Count == 0 ? "name a target, or a receiver by --receiver" : null)) is { } mistake)
        {
            await error.WriteLineAsync($"mail2alert: {mistake}");
            return ExitCode.Usage;
        }
        var outcomes = await TellAsync(configuration, asked, alert, cancellationToken);
        foreach (var (target, outcome) in asked.Targets.Zip(outcomes))
            await output.WriteLineAsync(Printable.Of($"{target.Target.Text}: {Sentence(outcome)}"));
        return outcomes.All(outcome => outcome is Outcome.Delivered) ? ExitCode.Ok : ExitCode.Failed;
    }

    private static async Task<Outcome[]> TellAsync(
        Mail2AlertConfiguration configuration, AskedTargets asked, Alert alert, CancellationToken cancellationToken)
    {
        var services = new ServiceCollection();
        Gateway.AddParts(services, configuration);
        await using var provider = services.BuildServiceProvider();
        var channels = provider.GetServices<IChannel>().ToDictionary(channel => channel.Scheme);
        var mail = MailOf(alert);
        return await Task.WhenAll(asked.Targets.Select(one => channels.TryGetValue(one.Target.Scheme, out var channel)
            ? channel.SendAsync(
                new Notification(mail, alert, [one.Target]) { Wording = one.Receiver?.Wording, Receiver = one.Receiver?.Name }, one.Target, cancellationToken)
            : Task.FromResult<Outcome>(new Outcome.Failed("there is no `relay` to hand it on to"))));
    }

    private static string Sentence(Outcome outcome) => outcome switch
    {
        Outcome.Delivered { Reference: { } reference } => $"delivered ({reference})",
        Outcome.Delivered => "delivered",
        Outcome.Retry { After: { } wait } later => $"not now: {later.Why}; it asks to wait {wait.TotalSeconds:0} s",
        Outcome.Retry later => $"not now: {later.Why}",
        Outcome.Failed refused => $"refused: {refused.Why}",
        Outcome.Mixed mixed => $"refused for {mixed.Refused.Count} of its recipients; for the others {Sentence(mixed.Rest)}",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static Alert AlertOf(string title, string text, Severity severity, AlertStatus status) => new()
    {
        Source = "notify",
        Key = "test",
        Status = status,
        Severity = severity,
        Labels = Labels.Empty.With("source", "notify").With("status", status.ToLabel()).With("severity", severity.ToLabel()),
        Title = title,
        Text = text,
        At = TimeProvider.System.GetUtcNow(),
    };

    private static Message MailOf(Alert alert)
    {
        var sender = Sending.MailName.OfSystem().Complete(Environment.UserName);
        var subject = $"=?utf-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes(alert.Title))}?=";
        var mail = $"From: {sender}\r\nSubject: {subject}\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{alert.Text}\r\n";
        return MailFile.Read(Encoding.UTF8.GetBytes(mail), Nobody, sender, [], alert.At);
    }
}
