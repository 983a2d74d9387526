using Mail2Alert.Configuration.Yaml;

namespace Mail2Alert.Configuration.Sections;

/// <summary><c>templates</c>: pieces of templates by name, which others include as <c>{{> name}}</c>.</summary>
internal static class SnippetsSection
{
    public static IReadOnlyDictionary<string, YamlValue.Text> Read(Section? section)
    {
        var snippets = new Dictionary<string, YamlValue.Text>(StringComparer.Ordinal);
        foreach (var (name, value) in section?.Entries ?? [])
        {
            if (!SourceFieldName.IsOne(name.Value))
                section!.Problems.Error(name.At, $"{name.Quoted} is no name of a template: {SourceFieldName.Expected}");
            if (YamlRead.Text(value, name.Value, "a template", section!.Problems) is { } text)
                snippets[name.Value] = text;
        }
        return snippets;
    }
}
