using System.CommandLine;
using System.Globalization;
using Mail2Alert.Configuration;
using Microsoft.Extensions.Logging;

namespace Mail2Alert.Cli.Demo;

/// <summary><c>mail2alert demo</c>: the real program between stand-ins for GoCD and for a mail server, all on loopback.</summary>
internal static class DemoCommand
{
    // Long enough to read one picture before the next.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1.5);

    public static Command Create()
    {
        var once = new Option<bool>("--once") { Description = "Show the story without pauses, then exit" };
        var port = new Option<int>("--port")
        {
            Description = "Where to accept SMTP (0: any free port)",
            DefaultValueFactory = _ => 2525,
        };
        var command = new Command("demo", "See the main job at work: nothing to set up, nothing leaves this machine") { once, port };
        command.SetAction((result, cancellationToken) => RunAsync(
            result.GetValue(once),
            result.GetValue(port),
            result.InvocationConfiguration.Output,
            result.InvocationConfiguration.Error,
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(bool once, int port, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        var screen = new DemoScreen(output);
        await using var gocd = await StandInGoCd.StartAsync(cancellationToken);
        await using var mailServer = await StandInMailServer.StartAsync(cancellationToken);
        var text = Configuration(gocd.Url, mailServer.Port, port);
        var configuration = new ConfigurationLoader(_ => null).Parse(text, "demo").Configuration!;

        await using var gateway = Gateway.Build(configuration, logging => logging.ClearProviders());
        try
        {
            await gateway.StartAsync(cancellationToken);
        }
        catch (IOException exception)
        {
            await error.WriteLineAsync($"mail2alert: {exception.Message} Try --port 0.");
            return ExitCode.Failed;
        }
        var listening = int.Parse(gateway.Addresses[0].Split(':')[^1], CultureInfo.InvariantCulture);
        using var watch = new MailWatch(screen.Show);
        await TellAsync(screen, text, gocd.Url, listening, once, cancellationToken);
        await gateway.StopAsync(CancellationToken.None);
        return ExitCode.Ok;
    }

    private static async Task TellAsync(
        DemoScreen screen, string configuration, Uri gocd, int port, bool once, CancellationToken cancellationToken)
    {
        screen.Say("Mail2Alert runs between stand-ins for GoCD and for a mail server, with this configuration:\n");
        screen.Say(configuration);
        try
        {
            foreach (var mail in DemoMail.Story(gocd))
            {
                if (!once)
                    await Task.Delay(Pause, TimeProvider.System, cancellationToken);
                screen.Say($"\n{new string('─', 78)}\n{mail.Remark}");
                await mail.SendAsync(port, cancellationToken);
            }
            if (!once)
                await InviteAsync(screen, port, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            screen.Say("\nStopped.");
        }
    }

    private static async Task InviteAsync(DemoScreen screen, int port, CancellationToken cancellationToken)
    {
        screen.Say($$"""

            {{new string('─', 78)}}
            Your turn. Send mail of your own to 127.0.0.1:{{port}}, for instance:

              printf 'Subject: Stage [webshop-deploy/7/deploy/1] is broken\n\nhello\n' |
                curl --url smtp://127.0.0.1:{{port}} --mail-from me@example.com --mail-rcpt alerts@example.com --upload-file -

            Ctrl-C ends the demo.
            """);
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
    }

    // `cache: 1ms` makes GoCD be asked for every mail, so that every picture shows it.
    private static string Configuration(Uri gocd, int relay, int port) => $$"""
        listeners: smtp://127.0.0.1:{{port}}
        acknowledge: delivered
        store: none
        relay: smtp://127.0.0.1:{{relay}}

        sources:
          gocd:
            claim: { to: alerts@example.com }
            url: {{gocd}}
            cache: 1ms

        receivers:
          shop: mailto:shop-team@example.com
          ops: [ 'mailto:ops@example.com', 'mailto:boss@example.com' ]

        routes:
          - when: { group: shop, event: [BREAKS, FIXED] }
            to: shop
          - when: { group: payments, event: [BREAKS, FIXED] }
            to: ops
          - when: { event: [no-artifacts-disk, no-database-disk, backup] }
            to: ops
        """;
}
