using System.Text.RegularExpressions;
using Mail2Alert.Configuration;

namespace Mail2Alert.Tests.Configuration;

public sealed partial class DocumentationTests
{
    [Fact]
    public void Every_example_in_the_documentation_is_valid()
    {
        var loader = new ConfigurationLoader(name => $"value-of-{name}");
        var examples = Examples().ToList();
        examples.Count.ShouldBeGreaterThan(10);
        foreach (var (line, text) in examples)
        {
            // '${file:…}' names files that are not here.
            var result = loader.Parse(text.Replace("${file:", "${file_", StringComparison.Ordinal).Replace("_/run/secrets/", "_", StringComparison.Ordinal), "docs/configuration.md");
            result.Problems.Where(problem => problem.Severity == ProblemSeverity.Error).Select(problem => $"example in line {line}: {problem}")
                .ShouldBeEmpty();
        }
    }

    private static IEnumerable<(int Line, string Text)> Examples()
    {
        var document = File.ReadAllText(Path.Combine(Root(), "docs", "configuration.md"));
        return Yaml().Matches(document).Select(match => (document[..match.Index].Count(letter => letter == '\n') + 1, match.Groups[1].Value));
    }

    private static string Root()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "Mail2Alert.slnx")))
            directory = directory.Parent.ShouldNotBeNull();
        return directory.FullName;
    }

    [GeneratedRegex("^```yaml\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Yaml();
}
