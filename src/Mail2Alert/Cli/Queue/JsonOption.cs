using System.CommandLine;

namespace Mail2Alert.Cli.Queue;

internal static class JsonOption
{
    public static Option<bool> Create() => new("--json") { Description = "Print JSON" };
}
