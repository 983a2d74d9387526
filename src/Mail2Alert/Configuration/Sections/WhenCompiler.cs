using System.Text.RegularExpressions;
using Mail2Alert.Alerts;
using Mail2Alert.Configuration.Yaml;
using Mail2Alert.Routing;

namespace Mail2Alert.Configuration.Sections;

/// <summary><c>when</c>: conditions on labels, on the mail, and predicates, combined by <c>not</c>, <c>any</c> and <c>all</c>.</summary>
internal sealed partial class WhenCompiler(
    IReadOnlyDictionary<string, Predicate> predicates,
    KnownNames names,
    IReadOnlyDictionary<string, Matcher.During> times,
    Problems problems)
{
    private readonly PredicateCompiler _predicates = new(predicates, problems);
    private readonly FieldCompiler _fields = new(names, problems);

    /// <summary>What may be asked for by name.</summary>
    public IReadOnlyList<string> Fields => FieldNames.All(names);

    /// <summary>All keys of a mapping must hold; none of them is always true.</summary>
    public Matcher Compile(YamlValue? written)
    {
        if (written is null)
            return new Matcher.Always();
        if (written is YamlValue.Map map)
            return Conditions.All([.. map.Entries.Select(Compile)]);
        problems.Error(written.At, $"expected conditions such as {{ source: gocd, event: BREAKS }}, found {written.Kind}");
        return new Matcher.Always();
    }

    private Matcher Compile(YamlEntry entry) => entry.Key.Value switch
    {
        "not" => new Matcher.Not(Compile(entry.Value)),
        "any" => new Matcher.Any(Each(entry)),
        "all" => Conditions.All(Each(entry)),
        "time" => Time(entry.Value),
        "header" => Header(entry.Value),
        "network" => Network(entry.Value),
        var name when predicates.ContainsKey(name) => _predicates.Compile(entry.Key, entry.Value),
        var name when FieldNames.Find(name, names) is { } field => _fields.Compile(field, entry.Value),
        _ => Unknown(entry.Key),
    };

    private Matcher[] Each(YamlEntry entry)
    {
        if (entry.Value is YamlValue.List { Items.Count: > 0 } list)
            return [.. list.Items.Select(Compile)];
        var example = $"{entry.Key.Value}: [ {{ source: gocd }}, {{ severity: critical }} ]";
        problems.Error(entry.Value.At, $"{entry.Key.Quoted} expects a list of conditions, as in {example}, found {entry.Value.Kind}");
        return [new Matcher.Always()];
    }

    private Matcher Header(YamlValue value)
    {
        if (value is YamlValue.Map { Entries.Count: > 0 } map)
            return Conditions.All([.. map.Entries.Select(Header)]);
        const string example = "header: { X-Priority: '1' }";
        problems.Error(value.At, $"'header' expects names of fields and what they must be, as in {example}, found {value.Kind}");
        return new Matcher.Always();
    }

    private Matcher Header(YamlEntry entry)
    {
        if (!FieldName().IsMatch(entry.Key.Value))
            problems.Error(entry.Key.At, $"{entry.Key.Quoted} cannot be the name of a header field");
        return _fields.Compile(new Field.Header(entry.Key.Value), entry.Value);
    }

    private Matcher Network(YamlValue value) => NetworksSection.ReadCondition(value, problems) is { Count: > 0 } networks
        ? new Matcher.Inside(MailFields.Peer, networks)
        : new Matcher.Always();

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
        return Conditions.Any(during);
    }

    private Matcher.Always Unknown(YamlValue.Text name)
    {
        var known = Fields.Concat(predicates.Keys).Concat(["not", "any", "all", "time", "header", "network"]);
        problems.Error(name.At, $"unknown key {name.Quoted} in 'when'{Suggestion.For(name.Value, known)}");
        return new Matcher.Always();
    }

    // RFC 5322 §2.2: printable ASCII but the colon.
    [GeneratedRegex(@"^[!-9;-~]+\z")]
    private static partial Regex FieldName();
}
