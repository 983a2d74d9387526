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
        examples.SelectMany(example => loader.Parse(example.Text, example.Where).Problems)
            .Where(problem => problem.Severity == ProblemSeverity.Error)
            .ShouldBeEmpty();
    }

    private IEnumerable<(string Where, string Text)> Examples() =>
        from file in (string[])["README.md", "docs/configuration.md"]
        let document = File.ReadAllText(Path.Combine(Repository.Root, file)).Replace("/run/secrets/relay", _secret, StringComparison.Ordinal)
            .Replace("/run/secrets/nas", _secret, StringComparison.Ordinal)
        from Match match in Yaml().Matches(document)
        select ($"{file}, line {document.AsSpan(0, match.Index).Count('\n') + 1}", match.Groups[1].Value);

    [GeneratedRegex("^```yaml\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Yaml();
}
