using Mail2Alert.Alerts;
using Mail2Alert.Configuration.Legacy;
using Mail2Alert.Configuration.Mailrise;
using Mail2Alert.Configuration.Sections;
using Mail2Alert.Configuration.Yaml;
using Mail2Alert.Sources;

namespace Mail2Alert.Configuration;

/// <summary>Reads a configuration, checks it and compiles it. It tells all mistakes at once, and any error means that nothing is used.</summary>
/// <param name="environment">The value of an environment variable, or null.</param>
internal sealed class ConfigurationLoader(Func<string, string?> environment)
{
    // Who only looks what the program is like sees that it knows his mail.
    private const string WithoutFile = "sources: { auto: {} }";

    /// <summary>What rules may ask beyond labels.</summary>
    public IReadOnlyDictionary<string, Predicate> Predicates { get; init; } = SourcePredicates.ByName;

    /// <summary>Finds the file and loads it; without one, the defaults, and what is built in recognises the mail.</summary>
    /// <param name="option">The file as named on the command line, or null.</param>
    public ConfigurationResult Load(string? option) =>
        ConfigurationFile.Find(option, environment) is { } file ? Load(file) : Parse(WithoutFile, null);

    public ConfigurationResult Load(ConfigurationFile file)
    {
        var (text, mistake) = file.Read();
        return text is not null
            ? Parse(text, file.Path)
            : new(null, [new ConfigurationProblem(file.Path, null, ProblemSeverity.Error, mistake!)], file.Path);
    }

    /// <summary>Loads a text that is already in memory.</summary>
    /// <param name="text">The file's content.</param>
    /// <param name="file">What to call it in messages; null for the defaults.</param>
    public ConfigurationResult Parse(string text, string? file)
    {
        var problems = new Problems(file ?? "defaults");
        var written = YamlReader.Read(text, problems);
        if (MailriseFile.IsMailrise(written))
        {
            problems = new Problems(file ?? "defaults");
            written = YamlReader.Read(text, MailriseFile.Dialect, problems);
        }
        var compiled = WithState(Compile(written, problems));
        return new ConfigurationResult(problems.HasErrors ? null : compiled, problems.InOrder(), file)
        {
            Tests = (written as YamlValue.Map)?[NativeFile.Tests],
        };
    }

    private Mail2AlertConfiguration? Compile(YamlValue? written, Problems problems)
    {
        if (written is not (null or YamlValue.Map or { IsNull: true }))
        {
            problems.Error(written.At, $"expected keys such as 'relay:' and 'routes:', found {written.Kind}");
            return null;
        }
        var map = written as YamlValue.Map ?? new YamlValue.Map(Position.Start, []);
        if (MailriseFile.IsMailrise(map))
            return NativeFile.Compile(MailriseFile.ToNative(Resolve(map, new EnvVar(environment, problems).Resolve), problems), Predicates, problems);
        return LegacyFile.IsLegacy(map)
            ? LegacyFile.Compile(Resolve(map, new ExpandVars(environment, problems).Expand), Predicates, problems)
            : NativeFile.Compile(Resolve(WithoutTests(map), new References(environment, problems).Resolve), Predicates, problems);
    }

    private Mail2AlertConfiguration? WithState(Mail2AlertConfiguration? compiled) =>
        compiled is { ConformanceFile: null } ? compiled with { ConformanceFile = ConformanceSection.Default(environment) } : compiled;

    // A server starts without the files that tests name, and without the variables that they refer to.
    private static YamlValue.Map WithoutTests(YamlValue.Map map) =>
        map with { Entries = [.. map.Entries.Where(entry => entry.Key.Value != NativeFile.Tests)] };

    private static YamlValue.Map Resolve(YamlValue.Map map, Func<YamlValue.Text, YamlValue.Text> replace) =>
        (YamlValue.Map)map.Select(replace);
}
