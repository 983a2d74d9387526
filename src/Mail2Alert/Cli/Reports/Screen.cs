using Spectre.Console;

namespace Mail2Alert.Cli.Reports;

/// <summary>Where tables are written.</summary>
internal static class Screen
{
    // Where nobody looks at a terminal, rows stay on one line each.
    private const int WidthOfFiles = 200;

    public static IAnsiConsole Of(TextWriter output)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        if (Console.IsOutputRedirected)
            console.Profile.Width = WidthOfFiles;
        return console;
    }
}
