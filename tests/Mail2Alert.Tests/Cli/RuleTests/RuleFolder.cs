using Mail2Alert.Cli;

namespace Mail2Alert.Tests.Cli.RuleTests;

/// <summary>A folder with a configuration and tests, as if it were the one in which commands are given.</summary>
internal sealed class RuleFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("mail2alert-").FullName;

    public void Write(string name, string text)
    {
        var file = System.IO.Path.Combine(Path, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    /// <summary>Gives a command. What it prints names files as if the working directory were this one.</summary>
    public async Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] command)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        string[] config = command.Contains("--config") ? [] : ["--config", "mail2alert.yml"];
        string[] arguments = [.. command.Concat(config).Select(InHere)];
        var exitCode = await CommandLine.Create().Parse(arguments)
            .InvokeAsync(new() { Output = output, Error = error }, TestContext.Current.CancellationToken);
        return (exitCode, FromHere(output), FromHere(error));
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);

    private string InHere(string argument) => argument.EndsWith(".yml", StringComparison.Ordinal) ? System.IO.Path.Combine(Path, argument) : argument;

    private string FromHere(StringWriter text) =>
        text.ToString().ReplaceLineEndings("\n").Replace($"{Path}{System.IO.Path.DirectorySeparatorChar}", "", StringComparison.Ordinal);
}
