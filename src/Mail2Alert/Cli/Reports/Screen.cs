using Spectre.Console;

namespace Mail2Alert.Cli.Reports;

/// <summary>Where people read.</summary>
internal static class Screen
{
    // Where nobody looks at a terminal, rows stay on one line each.
    private const int WidthOfFiles = 200;

    private const int Utf8 = 65001;

    /// <summary>True where signs beyond ASCII may not be seen as such: in files, on old terminals, in other encodings.</summary>
    public static bool IsPlain(TextWriter output) =>
        output != Console.Out || Console.IsOutputRedirected || output.Encoding.CodePage != Utf8 || Environment.GetEnvironmentVariable("TERM") == "dumb";

    public static IAnsiConsole Of(TextWriter output)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        if (Console.IsOutputRedirected)
            console.Profile.Width = WidthOfFiles;
        return console;
    }
}
