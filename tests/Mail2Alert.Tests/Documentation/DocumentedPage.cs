using System.Text.RegularExpressions;
using Mail2Alert.Cli;

namespace Mail2Alert.Tests.Documentation;

/// <summary>Does what a page says, in its order: writes the files that it shows, gives its commands, and compares what they print.</summary>
internal sealed partial class DocumentedPage(string name) : IDisposable
{
    private readonly string _page = File.ReadAllText(Path.Combine(Repository.Root, "docs", name));

    public string Folder { get; } = Directory.CreateTempSubdirectory("mail2alert-").FullName;

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    /// <returns>How many commands were given.</returns>
    public async Task<int> FollowAsync()
    {
        string[]? command = null;
        var given = 0;
        foreach (Match block in Blocks().Matches(_page))
        {
            var text = block.Groups["text"].Value;
            switch (block.Groups["language"].Value)
            {
                case "sh" when text.StartsWith("mail2alert", StringComparison.Ordinal):
                    command = text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
                    break;
                case "text" or "yaml" when command is not null:
                    await CompareAsync(command[1..], text, isData: block.Groups["language"].Value == "yaml");
                    (command, given) = (null, given + 1);
                    break;
                default:
                    Write(block.Groups["name"].Value, text);
                    break;
            }
        }
        command.ShouldBeNull();
        return given;
    }

    private void Write(string file, string text)
    {
        if (file.Length == 0)
            return;
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(Folder, file))!);
        File.WriteAllText(Path.Combine(Folder, file), text);
    }

    private async Task CompareAsync(string[] command, string text, bool isData)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var code = await CommandLine.Create().Parse([.. command.Select(InHere)])
            .InvokeAsync(new() { Output = output, Error = error }, TestContext.Current.CancellationToken);

        (isData ? $"{output}" : $"{output}{error}").ReplaceLineEndings("\n").Replace($"{Folder}/", "", StringComparison.Ordinal).ShouldBe(text);
        code.ShouldBe(ExitCode.Ok);
    }

    private string InHere(string word) => word.Contains('.', StringComparison.Ordinal) ? Path.Combine(Folder, word) : word;

    // A file is named by the words before it, as in "this `backup.eml`:".
    [GeneratedRegex("(?:`(?<name>[^`\n]+)`:\n\n)?^```(?<language>[a-z]+)\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Blocks();
}
