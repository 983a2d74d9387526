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

    // What is found first counts, and the header is written by programs alone.
    public IReadOnlyList<Extraction> Read()
    {
        List<Extraction> all =
        [
            .. Each("header").SelectMany(entry => Expressions(entry.Value, new MailPart.Header(SourceConditions.FieldName(entry.Key, section.Problems).Value))),
            .. Expressions(section.Take("subject"), new MailPart.Field("subject")),
            .. Lines(),
            .. Expressions(section.Take("text"), new MailPart.Field("text")),
        ];
        section.Finish("tables", "html", "attachments", "each");
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
        if (text is null)
            return null;
        var (expression, mistake) = UserExpression.Parse(text.Value, SourceConditions.OptionsOf(part), isOurs);
        if (expression is null)
        {
            section.Problems.Error(text.At, $"{text.Quoted} is not a regular expression: {mistake}");
            return null;
        }
        var extraction = new Extraction.Groups(part, expression, isRequired);
        if (!extraction.Names.Any() && !isRequired)
            section.Problems.Error(text.At, $"{text.Quoted} finds nothing: name what it is to find, as in (?<host>\\S+)");
        foreach (var name in extraction.Names)
            CheckName(name, text);
        return extraction;
    }

    private IEnumerable<Extraction> Lines()
    {
        var fields = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (field, keys) in Each("lines"))
        {
            CheckName(field.Value, field);
            foreach (var key in YamlRead.Texts(keys, field.Value, "what stands before the colon, such as Host, or a list", section.Problems))
            {
                if (!fields.TryAdd(key.Value.Trim(), field.Value))
                    section.Problems.Error(key.At, $"the lines {key.Quoted} are read already, as '{fields[key.Value.Trim()]}'");
            }
        }
        return fields.Count == 0 ? [] : [new Extraction.Lines(fields.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase))];
    }

    private IEnumerable<YamlEntry> Each(string key) => section.Map(key)?.Entries ?? [];

    private void CheckName(string name, YamlValue.Text at)
    {
        if (CommonFields.ByName.ContainsKey(name))
            section.Problems.Error(at.At, $"'{name}' is what every mail has: choose another name for what is found");
        else if (!SourceFieldName.IsOne(name))
            section.Problems.Error(at.At, $"'{name}' cannot be the name of a field: {SourceFieldName.Expected}");
    }
}
