using System.CommandLine;
using Mail2Alert.Configuration.Sections;

namespace Mail2Alert.Cli.Sources;

/// <summary><c>mail2alert sources</c>: whose mail is recognised, and by what.</summary>
internal static class SourcesCommand
{
    public static Command Create() => new("sources", "Show the sources that come with the program")
    {
        List(),
        Show(),
    };

    private static Command List()
    {
        var command = new Command("list", "List them, with whose mail they read");
        command.SetAction(result =>
        {
            var width = BuiltInSources.Names.Max(name => name.Length);
            foreach (var source in BuiltInSources.All)
                result.InvocationConfiguration.Output.WriteLine($"{source.Name.PadRight(width)}  {source.About}");
            return ExitCode.Ok;
        });
        return command;
    }

    private static Command Show()
    {
        var name = new Argument<string>("NAME") { Description = "The source, as `sources list` calls it" };
        var command = new Command("show", "Print one as it is written: an example for sources of your own") { name };
        command.SetAction(result => Print(
            result.GetRequiredValue(name), result.InvocationConfiguration.Output, result.InvocationConfiguration.Error));
        return command;
    }

    private static int Print(string name, TextWriter output, TextWriter error)
    {
        if (!BuiltInSources.Names.Contains(name))
        {
            error.WriteLine($"mail2alert: there is no built-in source {Printable.Of(name)}{Near(name)}");
            return ExitCode.Usage;
        }
        output.Write(BuiltInSources.TextOf(name));
        return ExitCode.Ok;
    }

    private static string Near(string name) => Configuration.Yaml.Suggestion.Nearest(name, BuiltInSources.Names) is { } near
        ? $"; did you mean '{near}'?"
        : "; see `mail2alert sources list`";
}
