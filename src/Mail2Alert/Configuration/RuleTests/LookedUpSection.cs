using Mail2Alert.Configuration.Yaml;

namespace Mail2Alert.Configuration.RuleTests;

/// <summary><c>looked-up</c>: what stands in for the APIs of sources.</summary>
internal sealed class LookedUpSection(IReadOnlyList<SourceSettings> sources, Problems problems)
{
    private const string Expected = "the group of each pipeline, as in { webshop-build: shop }, or 'unknown'";

    public IReadOnlyDictionary<string, LookedUp> Read(Section? section)
    {
        var answers = new Dictionary<string, LookedUp>(StringComparer.Ordinal);
        foreach (var (name, _) in section?.Entries ?? [])
        {
            if (LooksUp(name) && Answer(section!, name.Value) is { } answer)
                answers[name.Value] = answer;
        }
        return answers;
    }

    private bool LooksUp(YamlValue.Text name)
    {
        var source = sources.FirstOrDefault(source => source.Name == name.Value);
        if (source is SourceSettings.GoCd { Settings.Url: not null })
            return true;
        problems.Error(name.At, source is null
            ? $"there is no source {name.Quoted}{Suggestion.For(name.Value, sources.Select(known => known.Name))}"
            : $"the source {name.Quoted} looks nothing up");
        return false;
    }

    private LookedUp? Answer(Section section, string source)
    {
        if (section.Take(source) is YamlValue.Map map)
            return new LookedUp(Groups(new Section(map, source, problems)));
        if (section.Take(source) is YamlValue.Text { Value: "unknown" })
            return new LookedUp(null);
        problems.Error(section.Where(source), $"'{source}' expects {Expected}, found {section.Take(source)?.Kind ?? "nothing"}");
        return null;
    }

    private static Dictionary<string, string> Groups(Section section)
    {
        var groups = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (pipeline, _) in section.Entries)
        {
            if (section.Text(pipeline.Value, "the name of a group") is { } group)
                groups[pipeline.Value] = group.Value;
        }
        return groups;
    }
}
