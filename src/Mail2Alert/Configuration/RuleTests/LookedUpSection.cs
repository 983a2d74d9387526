using Mail2Alert.Configuration.Yaml;

namespace Mail2Alert.Configuration.RuleTests;

/// <summary><c>looked-up</c>: what stands in for the APIs of sources.</summary>
internal sealed class LookedUpSection(IReadOnlyList<SourceSettings> sources, Problems problems)
{
    private const string Expected = "the group of each pipeline, as in { webshop-build: shop }, or 'unknown'";

    private const string ExpectedLabels = "what each lookup finds, as in { job: { owner: shop } }";

    public IReadOnlyDictionary<string, LookedUp> Read(Section? section)
    {
        var answers = new Dictionary<string, LookedUp>(StringComparer.Ordinal);
        foreach (var (name, _) in section?.Entries ?? [])
        {
            if (Answer(section!, name) is { } answer)
                answers[name.Value] = answer;
        }
        return answers;
    }

    private LookedUp? Answer(Section section, YamlValue.Text name)
    {
        switch (sources.FirstOrDefault(source => source.Name == name.Value))
        {
            case SourceSettings.GoCd { Settings.Url: not null }:
                return Groups(section, name.Value);
            case SourceSettings.Declared { Definition.Lookups: { Count: > 0 } lookups }:
                return Labels(section, name.Value, lookups.ToDictionary(lookup => lookup.Name, lookup => lookup.Answer.Names.ToList()));
            case var source:
                problems.Error(name.At, source is null
                    ? $"there is no source {name.Quoted}{Suggestion.For(name.Value, sources.Select(known => known.Name))}"
                    : $"the source {name.Quoted} looks nothing up");
                return null;
        }
    }

    private LookedUp.Groups? Groups(Section section, string source)
    {
        if (section.Take(source) is YamlValue.Map map)
            return new LookedUp.Groups(Texts(new Section(map, source, problems), "the name of a group"));
        if (section.Take(source) is YamlValue.Text { Value: "unknown" })
            return new LookedUp.Groups(null);
        problems.Error(section.Where(source), $"'{source}' expects {Expected}, found {section.Take(source)?.Kind ?? "nothing"}");
        return null;
    }

    private LookedUp.Labels? Labels(Section section, string source, Dictionary<string, List<string>> known)
    {
        if (section.Take(source) is YamlValue.Map map)
            return Labels(new Section(map, source, problems), known);
        problems.Error(section.Where(source), $"'{source}' expects {ExpectedLabels}, found {section.Take(source)?.Kind ?? "nothing"}");
        return null;
    }

    private LookedUp.Labels Labels(Section section, Dictionary<string, List<string>> known)
    {
        var found = new Dictionary<string, IReadOnlyDictionary<string, string>?>(StringComparer.Ordinal);
        foreach (var (name, value) in section.Entries)
        {
            if (!known.TryGetValue(name.Value, out var labels))
                problems.Error(name.At, $"there is no lookup {name.Quoted}{Suggestion.For(name.Value, known.Keys)}");
            else if (value is YamlValue.Map map)
                found[name.Value] = Found(new Section(map, name.Value, problems), labels);
            else if (value is YamlValue.Text { Value: "unknown" })
                found[name.Value] = null;
            else
                problems.Error(value.At, $"{name.Quoted} expects the labels that it finds, as in {{ owner: shop }}, or 'unknown', found {value.Kind}");
        }
        return new LookedUp.Labels(found);
    }

    private Dictionary<string, string> Found(Section lookup, List<string> labels)
    {
        foreach (var (label, _) in lookup.Entries.Where(label => !labels.Contains(label.Key.Value)))
            problems.Error(label.At, $"the lookup '{lookup.Name}' finds no label {label.Quoted}{Suggestion.For(label.Value, labels)}");
        return Texts(lookup, "the value of a label");
    }

    private static Dictionary<string, string> Texts(Section section, string expected)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, _) in section.Entries)
        {
            if (section.Text(key.Value, expected) is { } value)
                texts[key.Value] = value.Value;
        }
        return texts;
    }
}
