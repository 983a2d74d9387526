using System.Collections.Frozen;
using Mail2Alert.Configuration.Yaml;
using Mail2Alert.Sources.Declared;

namespace Mail2Alert.Configuration.Sections;

/// <summary><c>extract</c>: expressions whose named groups become fields, and lines of the text.</summary>
/// <param name="section">What is written.</param>
/// <param name="isOurs">True for what comes with the program.</param>
internal sealed class ExtractSection(Section section, bool isOurs)
{
    private const string Expected = "a regular expression with named groups such as '^(?<host>\\S+) is (?<state>up|down)', or a list of them";

    private readonly SourceExpressions _expressions = new(section.Problems, isOurs);

    // What is found first counts, and the header is written by programs alone.
    public IReadOnlyList<Extraction> Read()
    {
        List<Extraction> all =
        [
            .. Each("header").SelectMany(entry => Expressions(entry.Value, new MailPart.Header(SourceConditions.FieldName(entry.Key, section.Problems).Value))),
            .. Expressions(section.Take("subject"), new MailPart.Field("subject")),
            .. Lines(),
            .. Table(),
            .. new DocumentFields(section, _expressions).One().Select(document => new Extraction.OfDocument(document)),
            .. Expressions(section.Take("text"), new MailPart.Field("text")),
        ];
        section.Finish();
        return all;
    }

    private IEnumerable<Extraction> Expressions(YamlValue? written, MailPart part)
    {
        foreach (var item in written is null ? [] : YamlRead.Items(written))
        {
            if (Expression(item, part) is { } extraction)
                yield return extraction;
        }
    }

    private Extraction.Groups? Expression(YamlValue item, MailPart part)
    {
        if (item is not YamlValue.Map map)
            return Expression(YamlRead.Text(item, section.Name, Expected, section.Problems), part, isRequired: false);
        var marked = new Section(map, "extract", section.Problems);
        var text = marked.Text("expression", Expected);
        var isRequired = marked.Value<bool>("required", true, YamlFlag.Expected, YamlFlag.Parse);
        marked.Finish();
        if (!marked.Has("expression"))
            section.Problems.Error(map.At, $"expected {Expected}, or {{ expression: '…', required: true }}");
        return Expression(text, part, isRequired);
    }

    private Extraction.Groups? Expression(YamlValue.Text? text, MailPart part, bool isRequired)
    {
        return text is not null && _expressions.Read(text, SourceConditions.OptionsOf(part), mayFindNothing: isRequired) is { } expression
            ? new Extraction.Groups(part, expression, isRequired)
            : null;
    }

    private IEnumerable<Extraction> Lines()
    {
        var fields = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (field, keys) in Each("lines"))
        {
            _expressions.Check(field.Value, field.At);
            foreach (var key in YamlRead.Texts(keys, field.Value, "what stands before the colon, such as Host, or a list", section.Problems))
            {
                if (!fields.TryAdd(key.Value.Trim(), field.Value))
                    section.Problems.Error(key.At, $"the lines {key.Quoted} are read already, as '{fields[key.Value.Trim()]}'");
            }
        }
        return fields.Count == 0 ? [] : [new Extraction.Lines(fields.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase))];
    }

    private IEnumerable<Extraction> Table() => TableColumns.Read(section, _expressions) is { Count: > 0 } fields ? [new Extraction.Table(fields)] : [];

    private IEnumerable<YamlEntry> Each(string key) => section.Map(key)?.Entries ?? [];
}
