using Mail2Alert.Alerts;
using Mail2Alert.Configuration.Yaml;
using Mail2Alert.Sources.Declared;
using Mail2Alert.Sources.Declared.Lookups;

namespace Mail2Alert.Configuration.Sections;

/// <summary>How a source reads mail, as data: <c>extract</c>, <c>lookups</c>, <c>status</c>, <c>key</c> and the rest.</summary>
/// <param name="name">Of the source.</param>
/// <param name="section">What is written of it.</param>
/// <param name="isOurs">True for what comes with the program.</param>
/// <param name="known">Fields that are found elsewhere.</param>
internal sealed class DefinitionSection(string name, Section section, bool isOurs, IEnumerable<string>? known = null)
{
    private readonly HashSet<string> _names = new(CommonFields.ByName.Keys.Concat(known ?? []), StringComparer.Ordinal);

    /// <summary>What only a source declared in YAML has.</summary>
    public static IReadOnlyList<string> Keys { get; } =
        ["extract", "fields", "lookups", "status", "severity", "event", "key", "title", "text", "link", "labels", "each"];

    private SourceConditions Conditions => new(_names, section.Problems) { IsOurs = isOurs };

    private TemplateText Templates => new(_names, section.Problems) { IsThorough = !isOurs };

    public SourceDefinition Read()
    {
        var extract = section.Map("extract") is { } written ? new ExtractSection(written, isOurs).Read() : [];
        _names.UnionWith(extract.SelectMany(extraction => extraction.Names));
        var each = section.Map("each") is { } several ? new EachSection(several, isOurs) : null;
        _names.UnionWith(each?.Rows?.Names ?? []);
        var definition = new SourceDefinition
        {
            Name = name,
            Extract = extract,
            Fields = Fields(),
            Lookups = Lookups(),
            Status = Status(),
            Severity = Severity(),
            Event = Cases("event"),
            Key = Cases("key"),
            Title = Cases("title"),
            Text = Cases("text"),
            Link = Cases("link"),
            Labels = Labels(),
        };
        return definition with { Each = each is null ? null : Each(each, definition) };
    }

    // What is not said of one alert holds for each as for the whole.
    private Each? Each(EachSection each, SourceDefinition whole)
    {
        var one = new DefinitionSection(name, each.Section, isOurs, _names).Read();
        each.Section.Finish();
        return each.Rows is null ? null : new Each(each.Rows, one.Over(whole, hasStatus: each.Section.Has("status")), each.Most);
    }

    // Each may use those before it.
    private List<(string, Cases<Template>)> Fields()
    {
        var fields = new List<(string, Cases<Template>)>();
        foreach (var (field, value) in section.Map("fields")?.Entries ?? [])
        {
            if (CommonFields.ByName.ContainsKey(field.Value) || !SourceFieldName.IsOne(field.Value))
                section.Problems.Error(field.At, $"{field.Quoted} cannot be the name of a field: {SourceFieldName.Expected}, and no mail has it anyway");
            fields.Add((field.Value, Cases(field.Value, value)));
            _names.Add(field.Value);
        }
        return fields;
    }

    private IReadOnlyList<LookupDefinition> Lookups()
    {
        var lookups = new LookupsSection([.. _names], section.Problems).Read(section.Map("lookups"));
        _names.UnionWith(lookups.SelectMany(lookup => lookup.Answer.Names));
        return lookups;
    }

    private List<(string, Cases<Template>)> Labels() =>
        [.. (section.Map("labels")?.Entries ?? []).Select(label => (label.Key.Value, Cases(label.Key.Value, label.Value)))];

    private Cases<Template>? Cases(string key) => section.Take(key) is { } value ? Cases(key, value) : null;

    private Cases<Template> Cases(string key, YamlValue value) => value switch
    {
        YamlValue.Map map => new(
            [.. map.Entries.Where(entry => entry.Key.Value != "otherwise")
                .Select(entry => new Case<Template>(Templates.Read(entry.Key), Conditions.Compile(entry.Value)))],
            map["otherwise"] is { } otherwise ? Template(key, otherwise) : null),
        _ => new([], Template(key, value)),
    };

    private Template? Template(string key, YamlValue value) =>
        YamlRead.Text(value, key, "a text such as '{{ host }}', or a mapping of texts to conditions", section.Problems) is { } text ? Templates.Read(text) : null;

    private StatusRule Status()
    {
        const string expected = "firing, resolved or info, or a mapping of them to conditions";
        switch (section.Take("status"))
        {
            case null:
                return StatusRule.Always(AlertStatus.Info);
            case YamlValue.Map map:
                var status = new Section(map, "status", section.Problems);
                var rule = new StatusRule(
                    When(status, "info"),
                    When(status, "firing"),
                    When(status, "resolved"),
                    status.Value("otherwise", AlertStatus.Info, "firing, resolved or info", StatusOf));
                status.Finish();
                return rule;
            default:
                return StatusRule.Always(section.Value("status", AlertStatus.Info, expected, StatusOf));
        }
    }

    private Condition? When(Section status, string key) => status.Take(key) is { } condition ? Conditions.Compile(condition) : null;

    private Cases<Template>? Severity()
    {
        var words = section.Take("severity") switch
        {
            YamlValue.Map map => map.Entries.Where(entry => entry.Key.Value != "otherwise").Select(entry => entry.Key).Append(map["otherwise"] as YamlValue.Text),
            YamlValue.Text text => [text],
            _ => [],
        };
        foreach (var word in words.OfType<YamlValue.Text>().Where(word => SeverityText.Parse(word.Value) is null))
            section.Problems.Error(word.At, $"'severity' expects {SeverityText.Expected}, or a mapping of them to conditions, found {word.Quoted}");
        return Cases("severity");
    }

    private static AlertStatus? StatusOf(string text) => text switch
    {
        "info" => AlertStatus.Info,
        "firing" => AlertStatus.Firing,
        "resolved" => AlertStatus.Resolved,
        _ => null,
    };
}
