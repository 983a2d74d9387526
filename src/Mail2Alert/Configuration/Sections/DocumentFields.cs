using Mail2Alert.Configuration.Yaml;
using Mail2Alert.Sources.Declared.Documents;
using Mail2Alert.Sources.Declared.Lookups;

namespace Mail2Alert.Configuration.Sections;

/// <summary><c>json</c>, <c>xml</c> and <c>csv</c>: fields and where they stand in files that come with a mail.</summary>
/// <param name="section">What holds these keys.</param>
/// <param name="names">Checks names of fields.</param>
internal sealed class DocumentFields(Section section, SourceExpressions names)
{
    public static IReadOnlyList<string> Keys { get; } = ["json", "xml", "csv"];

    /// <summary>All that are there, each read as one record.</summary>
    public IEnumerable<DocumentRows> One() => Keys.Where(section.Has).Select(key => Read(key, section.Map(key), rows: null));

    /// <summary>One of them, in which several records stand.</summary>
    public DocumentRows Several(string key)
    {
        if (key == "csv")
            return Read(key, section.Map(key), rows: null);
        if (section.Map(key) is not { } written)
            return new JsonRows(null, []);
        var example = key == "json" ? "alerts[]" : "//alert";
        var rows = written.Text("rows", $"where the alerts stand, such as {example}");
        var fields = written.Map("fields");
        if (rows is null || fields is null)
            section.Problems.Error(written.At, $"'{key}' expects 'rows' with where the alerts stand, such as {example}, and 'fields' with where in one of them what stands");
        written.Finish();
        return Read(key, fields, rows);
    }

    private DocumentRows Read(string key, Section? fields, YamlValue.Text? rows) => key switch
    {
        "json" => new JsonRows(Expression(rows, JmesPathText.Parse, "JMESPath"), Each(fields, JmesPathText.Parse, "JMESPath")),
        "xml" => new XmlRows(Expression(rows, AnswerLabels.XPath, "XPath"), Each(fields, AnswerLabels.XPath, "XPath")),
        _ => new CsvRows(TableColumns.Of(fields, names)),
    };

    private List<(string, T)> Each<T>(Section? fields, Func<string, (T? Expression, string? Mistake)> parse, string language)
        where T : class
    {
        var all = new List<(string, T)>();
        foreach (var (name, value) in fields?.Entries ?? [])
        {
            names.Check(name.Value, name.At);
            if (Expression(YamlRead.Text(value, name.Value, "where it stands", section.Problems), parse, language) is { } expression)
                all.Add((name.Value, expression));
        }
        return all;
    }

    private T? Expression<T>(YamlValue.Text? text, Func<string, (T? Expression, string? Mistake)> parse, string language)
        where T : class
    {
        if (text is null)
            return null;
        var (expression, mistake) = parse(text.Value);
        if (expression is null)
            section.Problems.Error(text.At, $"{text.Quoted} is not {language}: {mistake}");
        return expression;
    }
}
