using System.Text.RegularExpressions;
using Mail2Alert.Cli;
using Mail2Alert.Tests.Cli.RuleTests;

namespace Mail2Alert.Tests.Documentation;

/// <summary>Does what the page says, in its order: writes the files that it shows, gives its commands, and compares what they print.</summary>
public sealed partial class TestingPageTests : IDisposable
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "testing.md"));

    private readonly RuleFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_page_shows_what_is_printed()
    {
        string[]? command = null;
        var printed = 0;
        foreach (Match block in Blocks().Matches(Page))
        {
            var text = block.Groups["text"].Value;
            switch (block.Groups["language"].Value)
            {
                case "sh":
                    command = text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
                    break;
                case "text":
                    await CompareAsync(command.ShouldNotBeNull(), text);
                    (command, printed) = (null, printed + 1);
                    break;
                default:
                    _folder.Write(block.Groups["name"].Value, text);
                    break;
            }
        }
        command.ShouldBeNull();
        printed.ShouldBeGreaterThan(3);
    }

    private async Task CompareAsync(string[] command, string text)
    {
        command[0].ShouldBe("mail2alert");
        var (exitCode, output, error) = await _folder.RunAsync(command[1..]);

        (error + output).ShouldBe(text);
        exitCode.ShouldBe(error.Length > 0 ? ExitCode.Usage : output.Contains("FAILED", StringComparison.Ordinal) ? ExitCode.Failed : ExitCode.Ok);
    }

    // A file is named by the words before it, as in "this `backup.eml`:".
    [GeneratedRegex("(?:`(?<name>[^`\n]+)`:\n\n)?^```(?<language>[a-z]+)\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Blocks();
}
