using System.Globalization;
using System.Xml;
using System.Xml.XPath;

namespace Mail2Alert.Sources.Declared.Lookups;

/// <summary>Reads XML by XPath 1.0.</summary>
internal sealed class XmlAnswerReader(IReadOnlyList<(string Name, XPathExpression Value)> labels) : AnswerReader
{
    // Entities could reach files and other servers, or grow to gigabytes.
    public static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
    };

    public override string Accept => "application/xml, text/xml";

    public override IEnumerable<string> Names => labels.Select(label => label.Name);

    public override FoundLabels Read(Stream answer)
    {
        using var reader = XmlReader.Create(answer, Settings);
        var root = new XPathDocument(reader).CreateNavigator();
        return new(labels.ToDictionary(label => label.Name, label => Find(root, label.Name, label.Value), StringComparer.Ordinal));
    }

    /// <summary>The text of the first of several nodes, as XPath's own string() does.</summary>
    /// <exception cref="FormatException">The expression does not fit what is there.</exception>
    public static string? Find(XPathNavigator root, string label, XPathExpression expression)
    {
        try
        {
            return root.Evaluate(expression.Clone()) switch
            {
                XPathNodeIterator nodes => nodes.MoveNext() ? FoundLabels.Shortened(nodes.Current!.Value) : null,
                bool truth => truth ? "true" : "false",
                double number => number.ToString(CultureInfo.InvariantCulture),
                var text => FoundLabels.Shortened(text.ToString()!),
            };
        }
        catch (XPathException error)
        {
            throw new FormatException($"'{label}' cannot be read: {error.Message}", error);
        }
    }
}
