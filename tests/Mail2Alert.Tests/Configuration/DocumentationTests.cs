using System.Text.RegularExpressions;
using Mail2Alert.Configuration;

namespace Mail2Alert.Tests.Configuration;

public sealed partial class DocumentationTests : IDisposable
{
    private readonly string _secret = Path.GetTempFileName();

    public DocumentationTests() => File.WriteAllText(_secret, "secret\n");

    public void Dispose() => File.Delete(_secret);

    [Fact]
    public void Every_example_in_the_documentation_is_valid()
    {
        var loader = new ConfigurationLoader(name => $"value-of-{name}");
        var examples = Examples().ToList();
        examples.Count.ShouldBeGreaterThan(10);
        examples.SelectMany(example => loader.Parse(example.Text, $"the example in line {example.Line}").Problems)
            .Where(problem => problem.Severity == ProblemSeverity.Error)
            .ShouldBeEmpty();
    }

    private IEnumerable<(int Line, string Text)> Examples()
    {
        var document = File.ReadAllText(Path.Combine(Root(), "docs", "configuration.md"))
            .Replace("/run/secrets/relay", _secret, StringComparison.Ordinal);
        return Yaml().Matches(document).Select(match => (document.AsSpan(0, match.Index).Count('\n') + 1, match.Groups[1].Value));
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
