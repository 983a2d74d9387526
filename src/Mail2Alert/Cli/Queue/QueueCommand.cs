using System.CommandLine;
using Mail2Alert.Storage;

namespace Mail2Alert.Cli.Queue;

/// <summary><c>mail2alert queue</c>: what is owed to whom, and what an operator does about it.</summary>
internal static class QueueCommand
{
    public static Command Create()
    {
        var config = ConfigOption.Create();
        config.Recursive = true;
        var command = new Command("queue", "Show what is owed to whom, and retry, hold, release, drop or export it")
        {
            config,
            QueueListCommand.Create(config),
            QueueShowCommand.Create(config),
            QueueActCommand.Create(config, DeskAction.Retry, "Try now what is pending, and again what is dead"),
            QueueActCommand.Create(config, DeskAction.Hold, "Put aside what is pending; later ones pass it"),
            QueueActCommand.Create(config, DeskAction.Release, "Let what is held go on, at once"),
            QueueActCommand.Create(config, DeskAction.Drop, "Give up what is pending or held; it is dead then, and can be retried"),
            QueueExportCommand.Create(config),
        };
        QueueListCommand.Serve(command, config);
        return command;
    }
}
