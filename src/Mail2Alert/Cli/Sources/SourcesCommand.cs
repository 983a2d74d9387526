using System.CommandLine;
using Mail2Alert.Configuration;
using Mail2Alert.Configuration.Sections;

namespace Mail2Alert.Cli.Sources;

/// <summary><c>mail2alert sources</c>: whose mail is recognised, and by what.</summary>
internal static class SourcesCommand
{
    public static Command Create() => new("sources", "Show the sources that come with the program, and those of plug-ins")
    {
        List(),
        Show(),
    };

    private static Command List()
    {
        var config = ConfigOption.Create();
        var command = new Command("list", "List them, with whose mail they read, and the plug-ins of the configuration") { config };
        command.SetAction(result => Print(
            ConfigOption.Load(result.GetValue(config), result.InvocationConfiguration.Error).Configuration, result.InvocationConfiguration.Output));
        return command;
    }

    // What comes with the program is there whatever is wrong with a file.
    private static int Print(Mail2AlertConfiguration? configuration, TextWriter output)
    {
        var plugins = configuration?.Plugins.Kinds ?? [];
        var width = BuiltInSources.Names.Concat(plugins.Select(plugin => plugin.Name)).Max(name => name.Length);
        foreach (var source in BuiltInSources.All)
            output.WriteLine($"{source.Name.PadRight(width)}  {source.About}");
        foreach (var plugin in plugins)
            output.WriteLine(Printable.Of($"{plugin.Name.PadRight(width)}  {plugin.About} (plug-in {Path.GetFileName(plugin.File)})"));
        return configuration is null ? ExitCode.Usage : ExitCode.Ok;
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
        if (CodedSources.TextOf(name) is { } coded)
        {
            output.Write(coded);
            return ExitCode.Ok;
        }
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
