using System.CommandLine;

namespace Mail2Alert.Cli.Silences;

/// <summary><c>mail2alert silence</c>: what nobody wants to hear of for a time.</summary>
internal static class SilenceCommand
{
    public static Command Create()
    {
        var config = ConfigOption.Create();
        config.Recursive = true;
        return new Command("silence", "Tell nobody of some alerts for a time")
        {
            config,
            SilenceAddCommand.Create(config),
            SilenceListCommand.Create(config),
            SilenceEndCommand.Create(config),
        };
    }
}
