using System.CommandLine;

namespace Mail2Alert.Cli.Alerts;

/// <summary><c>mail2alert alerts</c>: what fires, and who takes care of it.</summary>
internal static class AlertsCommand
{
    public static Command Create()
    {
        var config = ConfigOption.Create();
        config.Recursive = true;
        var command = new Command("alerts", "Show which alerts fire, and say that somebody takes care of one")
        {
            config,
            AlertsListCommand.Create(config),
            AcknowledgeCommand.Create(config, "ack", isTaken: true, "Take care of an alert: it is not repeated and does not escalate until it recovers"),
            AcknowledgeCommand.Create(config, "unack", isTaken: false, "Give an alert back: it repeats and escalates again"),
        };
        AlertsListCommand.Serve(command, config);
        return command;
    }
}
