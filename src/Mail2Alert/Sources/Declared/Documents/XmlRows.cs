using System.Xml;
using System.Xml.XPath;
using Mail2Alert.Sources.Declared.Lookups;

namespace Mail2Alert.Sources.Declared.Documents;

/// <summary>Reads XML by XPath 1.0.</summary>
/// <param name="rows">Where its records stand; null when all of it is one.</param>
/// <param name="fields">What is read of each.</param>
internal sealed class XmlRows(XPathExpression? rows, IReadOnlyList<(string Name, XPathExpression Value)> fields) : DocumentRows
{
    public override IEnumerable<string> Names => fields.Select(one => one.Name);

    protected override bool IsOne(string mediaType, string extension) =>
        mediaType is "application/xml" or "text/xml" || mediaType.EndsWith("+xml", StringComparison.Ordinal) || extension == ".xml";

    protected override bool IsBody(ReadOnlySpan<char> text) => text.StartsWith("<?xml");

    protected override IEnumerable<FoundLabels> Read(Stream document)
    {
        using var reader = XmlReader.Create(document, XmlAnswerReader.Settings);
        var root = new XPathDocument(reader).CreateNavigator();
        if (rows is null)
            return [Fields(root)];
        return root.Evaluate(rows.Clone()) is XPathNodeIterator nodes
            ? nodes.Cast<XPathNavigator>().Select(Fields)
            : throw new FormatException("the records are no nodes");
    }

    private FoundLabels Fields(XPathNavigator row) =>
        new(fields.ToDictionary(field => field.Name, field => XmlAnswerReader.Find(row, field.Name, field.Value), StringComparer.Ordinal));
}
