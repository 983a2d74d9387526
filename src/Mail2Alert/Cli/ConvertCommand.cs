using System.CommandLine;
using Mail2Alert.Configuration;
using Mail2Alert.Configuration.Conversion;

namespace Mail2Alert.Cli;

/// <summary><c>mail2alert convert</c>: writes the configuration of mail2alert-py or of Mailrise in our form.</summary>
internal static class ConvertCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "A configuration.yml of mail2alert-py, or a mailrise.conf" };
        var target = new Option<string?>("--output", "-o") { Description = "Where to write it, instead of to standard output; nothing is overwritten", HelpName = "FILE" };
        var command = new Command("convert", "Write the configuration of mail2alert-py or of Mailrise in Mail2Alert's own form") { file, target };
        command.SetAction(result => Run(
            result.GetRequiredValue(file), result.GetValue(target), result.InvocationConfiguration.Output, result.InvocationConfiguration.Error));
        return command;
    }

    private static int Run(string file, string? target, TextWriter output, TextWriter error)
    {
        var (text, mistake) = new ConfigurationFile(file).Read();
        if (text is null)
            return Refused($"{file}: {mistake}", error);
        var converted = new Converter(Environment.GetEnvironmentVariable).Convert(text, file);
        foreach (var problem in converted.Problems)
            error.WriteLine(problem);
        if (converted.Text is null)
            return ExitCode.Usage;
        if (target is not null)
            return Save(converted.Text, file, target, error);
        output.Write(converted.Text);
        return ExitCode.Ok;
    }

    // Passwords may stand in it: nobody is to read it who could not read the other.
    private static int Save(string text, string file, string target, TextWriter error)
    {
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = File.GetUnixFileMode(file);
            using var writer = new StreamWriter(target, options);
            writer.Write(text);
            return ExitCode.Ok;
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            return Refused(trouble.Message, error);
        }
    }

    private static int Refused(string why, TextWriter error)
    {
        error.WriteLine($"mail2alert: {why}");
        return ExitCode.Usage;
    }
}
