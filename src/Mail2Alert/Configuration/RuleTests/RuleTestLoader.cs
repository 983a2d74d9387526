using Mail2Alert.Configuration.Sections;
using Mail2Alert.Configuration.Yaml;

namespace Mail2Alert.Configuration.RuleTests;

/// <summary>Reads tests from the configuration and from files of their own, and checks them against the configuration.</summary>
/// <param name="configuration">What is tested.</param>
/// <param name="environment">The value of an environment variable, or null.</param>
internal sealed class RuleTestLoader(Mail2AlertConfiguration configuration, Func<string, string?> environment)
{
    /// <summary>A file with <c>tests</c> and nothing else, or just with what would stand under that key.</summary>
    public RuleTestFile Load(string path)
    {
        var (text, mistake) = new ConfigurationFile(path).Read();
        return text is not null
            ? Parse(text, path)
            : new RuleTestFile(path, [], [new ConfigurationProblem(path, null, ProblemSeverity.Error, mistake!)]);
    }

    /// <summary>Loads a text that is already in memory.</summary>
    public RuleTestFile Parse(string text, string path)
    {
        var problems = new Problems(path);
        var written = YamlReader.Read(text, problems);
        return Read(written is YamlValue.Map map ? OnlyKey(map, problems) : written, path, problems);
    }

    /// <summary>What stands under <c>tests</c> in the configuration.</summary>
    public RuleTestFile Read(YamlValue? tests, string path) => Read(tests, path, new Problems(path));

    private RuleTestFile Read(YamlValue? written, string path, Problems problems)
    {
        var tests = written?.Select(new References(environment, problems).Resolve);
        var folder = Path.GetDirectoryName(path) ?? "";
        var read = new TestsSection(configuration, folder, problems).Read(tests);
        return new RuleTestFile(path, read, problems.InOrder());
    }

    private static YamlValue? OnlyKey(YamlValue.Map map, Problems problems)
    {
        var file = new Section(map, "", problems);
        var tests = file.Take(NativeFile.Tests);
        file.Finish();
        return tests;
    }
}
