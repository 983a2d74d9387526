using System.Collections.Frozen;
using Mail2Alert.Configuration.Yaml;
using Mail2Alert.Sources.Declared;

namespace Mail2Alert.Configuration.Sections;

/// <summary>The sources that come with the program, in the same language as the user's own.</summary>
internal static class BuiltInSources
{
    private const string Prefix = "source ";

    /// <summary>The one that takes what no other does.</summary>
    private const string Last = "generic";

    private static readonly FrozenDictionary<string, Lazy<BuiltInSource>> ByName = typeof(BuiltInSources).Assembly.GetManifestResourceNames()
        .Where(resource => resource.StartsWith(Prefix, StringComparison.Ordinal))
        .Select(resource => resource[Prefix.Length..])
        .ToFrozenDictionary(name => name, name => new Lazy<BuiltInSource>(() => BuiltInSource.Read(name, TextOf(name))), StringComparer.Ordinal);

    /// <summary>In the order in which they are asked.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. ByName.Keys.Order(StringComparer.Ordinal).OrderBy(name => name == Last)];

    public static IEnumerable<BuiltInSource> All => Names.Select(Find);

    /// <summary>Begins to read all of them beside what the caller does. Who asks for one meanwhile waits for that one at the most.</summary>
    public static void ReadAhead() => _ = Task.Run(() =>
    {
        foreach (var source in All)
            _ = source.Definition;
    });

    public static BuiltInSource Find(string name) => ByName[name].Value;

    /// <summary>As it is written, comments and all.</summary>
    public static string TextOf(string name)
    {
        using var reader = new StreamReader(typeof(BuiltInSources).Assembly.GetManifestResourceStream(Prefix + name)!);
        return reader.ReadToEnd();
    }
}

/// <summary>One of them.</summary>
/// <param name="Name">As conditions call it.</param>
/// <param name="About">Whose mail it reads, in words.</param>
/// <param name="Samples">Subjects that it reads.</param>
/// <param name="Recognises">Which mails are of that program; null for all.</param>
/// <param name="Keys">How it reads them: what a user may have otherwise.</param>
internal sealed record BuiltInSource(
    string Name, string About, IReadOnlyList<string> Samples, Condition? Recognises, YamlValue.Map Keys)
{
    /// <summary>What is not about reading.</summary>
    public static readonly string[] OfItself = ["about", "samples", "claim"];

    private readonly Lazy<SourceDefinition> _definition = new(() => Compile(Name, Keys) with { Recognises = Recognises });

    public SourceDefinition Definition => _definition.Value;

    /// <exception cref="InvalidDataException">What comes with the program is wrong.</exception>
    public static BuiltInSource Read(string name, string text)
    {
        var problems = new Problems(name);
        if (YamlReader.Read(text, problems) is not YamlValue.Map map)
            throw new InvalidDataException($"the built-in source {name} is not a mapping");
        var section = new Section(map, name, problems);
        var source = new BuiltInSource(
            name,
            section.Text("about")?.Value ?? "",
            [.. section.Texts("samples", "subjects").Select(sample => sample.Value)],
            ClaimSection.Read(section.Map("claim"), isOurs: true).Mail,
            map with { Entries = [.. map.Entries.Where(entry => !OfItself.Contains(entry.Key.Value))] });
        return Checked(source, problems);
    }

    private static SourceDefinition Compile(string name, YamlValue.Map keys)
    {
        var problems = new Problems(name);
        var section = new Section(keys, name, problems);
        var definition = new DefinitionSection(name, section, isOurs: true).Read();
        section.Finish();
        return Checked(definition, problems);
    }

    private static T Checked<T>(T read, Problems problems) =>
        problems.HasErrors ? throw new InvalidDataException(string.Join('\n', problems.InOrder())) : read;
}
