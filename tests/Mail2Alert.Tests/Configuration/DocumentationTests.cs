using System.Text.RegularExpressions;
using Mail2Alert.Configuration;
using Mail2Alert.Configuration.RuleTests;

namespace Mail2Alert.Tests.Configuration;

public sealed partial class DocumentationTests : IDisposable
{
    // `Logins` stands for as many keys of its own, and `spool-directory` has no default to show.
    private const int Unwritten = 2;

    private static readonly int LimitSettingsCount = typeof(LimitSettings).GetProperties().Length + typeof(LoginLimitSettings).GetProperties().Length;

    private readonly string _secret = Path.GetTempFileName();
    private readonly TestCertificate _certificate = new("mail.example.com");

    public DocumentationTests() => File.WriteAllText(_secret, "secret\n");

    public void Dispose()
    {
        File.Delete(_secret);
        _certificate.Dispose();
    }

    [Fact]
    public void Every_example_in_the_documentation_is_valid()
    {
        var loader = new ConfigurationLoader(name => $"value-of-{name}");
        var examples = Examples().ToList();
        examples.Count.ShouldBeGreaterThan(10);
        examples.Select(example => loader.Parse(example.Text, example.Where)).SelectMany(result => result.Problems.Concat(Tests(result)))
            .Where(problem => problem.Severity == ProblemSeverity.Error)
            .ShouldBeEmpty();
    }

    [Fact]
    public void The_limits_in_the_documentation_are_the_defaults()
    {
        var limits = Examples().Single(example => example.Text.StartsWith("limits:", StringComparison.Ordinal)).Text;

        Loaded.Valid(limits).Limits.ShouldBe(new LimitSettings());
        Regex.Count(limits, "^  [a-z-]+:", RegexOptions.Multiline).ShouldBe(LimitSettingsCount - Unwritten);
    }

    private static IReadOnlyList<ConfigurationProblem> Tests(ConfigurationResult example) =>
        example.Configuration is { } configuration ? new RuleTestLoader(configuration, _ => null).Read(example.Tests, example.File!).Problems : [];

    private IEnumerable<(string Where, string Text)> Examples() =>
        from file in (string[])
        [
            "README.md", "docs/configuration.md", "docs/sources.md", "docs/lookups.md", "docs/receiving.md", "docs/migrating.md",
            "docs/channels-oncall.md", "docs/channels-other.md", "docs/templates.md",
        ]
        let document = File.ReadAllText(Path.Combine(Repository.Root, file)).Replace("/run/secrets/relay", _secret, StringComparison.Ordinal)
            .Replace("/run/secrets/nas", _secret, StringComparison.Ordinal)
            .Replace("/etc/mail2alert/tls.crt", _certificate.File, StringComparison.Ordinal)
            .Replace("/etc/mail2alert/tls.key", _certificate.Key, StringComparison.Ordinal)
            .Replace("/etc/mail2alert/alerts.example.org.crt", _certificate.File, StringComparison.Ordinal)
            .Replace("/etc/mail2alert/alerts.example.org.key", _certificate.Key, StringComparison.Ordinal)
            .Replace("/etc/mail2alert/devices.crt", _certificate.File, StringComparison.Ordinal)
        from Match match in Yaml().Matches(document)
        select ($"{file}, line {document.AsSpan(0, match.Index).Count('\n') + 1}", match.Groups[1].Value);

    [GeneratedRegex("^```yaml\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Yaml();
}
