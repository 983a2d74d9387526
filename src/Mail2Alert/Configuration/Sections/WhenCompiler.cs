using Mail2Alert.Alerts;
using Mail2Alert.Configuration.Yaml;
using Mail2Alert.Routing;

namespace Mail2Alert.Configuration.Sections;

/// <summary><c>when</c>: conditions on labels and predicates, combined by <c>not</c>, <c>any</c> and <c>all</c>.</summary>
internal sealed class WhenCompiler(
    IReadOnlyDictionary<string, Predicate> predicates,
    IReadOnlyList<string> sources,
    IReadOnlyDictionary<string, Matcher.During> times,
    Problems problems)
{
    private readonly PredicateCompiler _predicates = new(predicates, problems);
    private readonly LabelCompiler _labels = new(sources, problems);

    /// <summary>All keys of a mapping must hold; none of them is always true.</summary>
    public Matcher Compile(YamlValue? written)
    {
        if (written is null)
            return new Matcher.Always();
        if (written is YamlValue.Map map)
            return Combined([.. map.Entries.Select(Compile)]);
        problems.Error(written.At, $"expected conditions such as {{ source: gocd, event: BREAKS }}, found {written.Kind}");
        return new Matcher.Always();
    }

    private Matcher Compile(YamlEntry entry) => entry.Key.Value switch
    {
        "not" => new Matcher.Not(Compile(entry.Value)),
        "any" => new Matcher.Any(Each(entry)),
        "all" => Combined(Each(entry)),
        "time" => Time(entry.Value),
        var name when predicates.ContainsKey(name) => _predicates.Compile(entry.Key, entry.Value),
        var name when LabelNames.All.Contains(name) => _labels.Compile(name, entry.Value),
        _ => Unknown(entry.Key),
    };

    private Matcher[] Each(YamlEntry entry)
    {
        if (entry.Value is YamlValue.List { Items.Count: > 0 } list)
            return [.. list.Items.Select(Compile)];
        var example = $"{entry.Key.Value}: [ {{ source: gocd }}, {{ severity: critical }} ]";
        problems.Error(entry.Value.At, $"{entry.Key.Quoted} expects a list of conditions, as in {example}, found {entry.Value.Kind}");
        return [];
    }

    private static Matcher Combined(IReadOnlyList<Matcher> conditions) => conditions switch
    {
        [] => new Matcher.Always(),
        [var only] => only,
        _ => new Matcher.All(conditions),
    };

    private Matcher Time(YamlValue value)
    {
        var during = new List<Matcher>();
        foreach (var text in YamlRead.Texts(value, "time", "the name of a time, or a list of them", problems))
        {
            if (times.TryGetValue(text.Value, out var known))
                during.Add(known);
            else
                problems.Error(text.At, $"there is no time {text.Quoted} under 'times'{Suggestion.For(text.Value, times.Keys)}");
        }
        return during is [var only] ? only : new Matcher.Any(during);
    }

    private Matcher.Always Unknown(YamlValue.Text name)
    {
        var known = LabelNames.All.Concat(predicates.Keys).Concat(["not", "any", "all", "time"]);
        problems.Error(name.At, $"unknown key {name.Quoted} in 'when'{Suggestion.For(name.Value, known)}");
        return new Matcher.Always();
    }
}
