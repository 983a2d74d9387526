using System.Xml;
using System.Xml.XPath;
using Mail2Alert.Configuration.Yaml;
using Mail2Alert.Sources.Declared;
using Mail2Alert.Sources.Declared.Lookups;

namespace Mail2Alert.Configuration.Sections;

/// <summary><c>labels</c> of a lookup: what is read from an answer, by JMESPath, or by XPath with <c>format: xml</c>.</summary>
/// <param name="lookup">What is written.</param>
/// <param name="taken">Names that there are; those read here are added.</param>
internal sealed class AnswerLabels(Section lookup, HashSet<string> taken)
{
    private static readonly XPathNavigator Nothing = new XPathDocument(XmlReader.Create(new StringReader("<nothing/>"))).CreateNavigator();

    public AnswerReader Read()
    {
        var isXml = lookup.Value("format", false, "json or xml", text => text switch
        {
            "json" => false,
            "xml" => true,
            _ => (bool?)null,
        });
        if (lookup.Take("labels") is null)
            lookup.Problems.Error(lookup.Where("labels"), $"'{lookup.Name}' expects a key 'labels' with names and where they stand in the answer, as in {{ owner: owner.name }}");
        return isXml
            ? new XmlAnswerReader([.. Each(XPath).Select(label => (label.Name, label.Value))])
            : new JsonAnswerReader([.. Each(JmesPathText.Parse).Select(label => (label.Name, label.Value))]);
    }

    private IEnumerable<(string Name, T Value)> Each<T>(Func<string, (T? Expression, string? Mistake)> parse)
        where T : class
    {
        foreach (var (name, value) in lookup.Map("labels")?.Entries ?? [])
        {
            CheckName(name);
            if (YamlRead.Text(value, name.Value, "where it stands in the answer, such as owner.name", lookup.Problems) is not { } text)
                continue;
            var (expression, mistake) = parse(text.Value);
            if (expression is not null)
                yield return (name.Value, expression);
            else
                lookup.Problems.Error(text.At, $"{text.Quoted} is not {(typeof(T) == typeof(XPathExpression) ? "XPath" : "JMESPath")}: {mistake}");
        }
    }

    private void CheckName(YamlValue.Text name)
    {
        if (CommonFields.ByName.ContainsKey(name.Value))
            lookup.Problems.Error(name.At, $"{name.Quoted} is what every mail has: choose another name for what is found");
        else if (!SourceFieldName.IsOne(name.Value))
            lookup.Problems.Error(name.At, $"{name.Quoted} cannot be the name of a field: {SourceFieldName.Expected}");
        else if (!taken.Add(name.Value))
            lookup.Problems.Error(name.At, $"there is a field {name.Quoted} already: choose another name for what is found");
    }

    /// <summary>What it needs beyond the answer, a prefix or a variable, shows when it is asked.</summary>
    public static (XPathExpression? Expression, string? Mistake) XPath(string text)
    {
        try
        {
            var expression = XPathExpression.Compile(text);
            Nothing.Evaluate(expression.Clone());
            return (expression, null);
        }
        catch (Exception error) when (error is XPathException or ArgumentException)
        {
            return (null, error.Message);
        }
    }
}
