using System.Text.RegularExpressions;
using Mail2Alert.Alerts;
using Mail2Alert.Configuration.Yaml;
using Mail2Alert.Sources.Declared;

namespace Mail2Alert.Configuration.Sections;

/// <summary>Conditions of sources: on fields of the mail, its header, and what was found in it. Written as those of routes.</summary>
/// <param name="names">The fields there are.</param>
/// <param name="problems">Where mistakes go.</param>
internal sealed partial class SourceConditions(IReadOnlyCollection<string> names, Problems problems)
{
    private const string Expected = "a value, a list of values, a /regular expression/ or a comparison such as '> 90'";

    /// <summary>True for what comes with the program.</summary>
    public bool IsOurs { get; init; }

    /// <summary>All keys of a mapping must hold.</summary>
    public Condition Compile(YamlValue written)
    {
        if (written is YamlValue.Map { Entries.Count: > 0 } map)
            return All([.. map.Entries.Select(Compile)]);
        problems.Error(written.At, $"expected conditions such as {{ subject: /failed/ }}, found {(written is YamlValue.Map ? "none" : written.Kind)}");
        return new Condition.All([]);
    }

    public Condition Compile(YamlEntry entry) => entry.Key.Value switch
    {
        "not" => new Condition.Not(Compile(entry.Value)),
        "any" => new Condition.Any(Each(entry)),
        "all" => All(Each(entry)),
        "header" => Header(entry.Value),
        var name when names.Contains(name) => Part(new MailPart.Field(name), entry.Key, entry.Value),
        _ => Unknown(entry.Key),
    };

    private Condition[] Each(YamlEntry entry)
    {
        if (entry.Value is YamlValue.List { Items.Count: > 0 } list)
            return [.. list.Items.Select(Compile)];
        problems.Error(entry.Value.At, $"{entry.Key.Quoted} expects a list of conditions, as in {entry.Key.Value}: [ {{ subject: /failed/ }}, {{ text: /failed/ }} ], found {entry.Value.Kind}");
        return [];
    }

    private Condition Header(YamlValue value)
    {
        if (value is YamlValue.Map { Entries.Count: > 0 } map)
            return All([.. map.Entries.Select(entry => Part(new MailPart.Header(entry.Key.Value), FieldName(entry.Key, problems), entry.Value))]);
        problems.Error(value.At, $"'header' expects names of fields and what they must be, as in header: {{ X-Mailer: /Monit/ }}, found {value.Kind}");
        return new Condition.All([]);
    }

    /// <summary>The name of a header field; a mistake is told.</summary>
    public static YamlValue.Text FieldName(YamlValue.Text name, Problems problems)
    {
        if (!FieldNameShape().IsMatch(name.Value))
            problems.Error(name.At, $"{name.Quoted} cannot be the name of a header field");
        return name;
    }

    private Condition Part(MailPart part, YamlValue.Text key, YamlValue value)
    {
        var texts = YamlRead.Texts(value, key.Value, Expected, problems);
        if (value is YamlValue.List { Items.Count: 0 })
            problems.Error(value.At, $"{key.Quoted} expects {Expected}, found an empty list");
        var expressions = texts.Where(text => text.Value.StartsWith('/')).ToList();
        var comparisons = texts.Where(text => text.Value.Length > 0 && IntervalText.IsOne(text.Value)).ToList();
        var values = texts.Except(expressions).Except(comparisons).Select(text => text.Value).ToHashSet(StringComparer.Ordinal);
        Condition[] any =
        [
            .. values.Count > 0 ? [new Condition.OneOf(part, values)] : (Condition[])[],
            .. expressions.Select(text => RegexText.Read(text, key.Value, OptionsOf(part), problems, IsOurs))
                .OfType<Regex>().Select(expression => new Condition.Like(part, expression)),
            .. comparisons.Select(Interval).OfType<Interval>().Select(interval => new Condition.Within(part, interval)),
        ];
        return any is [var only] ? only : new Condition.Any(any);
    }

    private Interval? Interval(YamlValue.Text text)
    {
        var interval = IntervalText.Parse(text.Value);
        if (interval is null)
            problems.Error(text.At, $"{text.Quoted} is not {IntervalText.Expected}");
        return interval;
    }

    /// <summary>In the text, <c>^</c> and <c>$</c> stand for the ends of each line.</summary>
    public static RegexOptions OptionsOf(MailPart part) => part is MailPart.Field { Name: "text" } ? RegexOptions.Multiline : RegexOptions.None;

    private static Condition All(IReadOnlyList<Condition> conditions) => conditions is [var only] ? only : new Condition.All(conditions);

    private Condition.All Unknown(YamlValue.Text name)
    {
        problems.Error(name.At, $"there is no field {name.Quoted}{Suggestion.For(name.Value, names.Concat(["any", "all", "not", "header"]))}");
        return new Condition.All([]);
    }

    // RFC 5322 §2.2: printable ASCII but the colon.
    [GeneratedRegex(@"^[!-9;-~]+\z")]
    private static partial Regex FieldNameShape();
}
