using System.Collections.Frozen;
using Mail2Alert.Sources.Declared.Lookups;

namespace Mail2Alert.Sources.Declared.Documents;

/// <summary>Reads tables of text whose first line names the columns, with commas, semicolons or tabs between them.</summary>
/// <param name="fieldOf">The field's name by the column's, without regard to case.</param>
internal sealed class CsvRows(FrozenDictionary<string, string> fieldOf) : DocumentRows
{
    public override IEnumerable<string> Names => fieldOf.Values;

    protected override bool IsOne(string mediaType, string extension) =>
        mediaType is "text/csv" or "application/csv" or "text/tab-separated-values" || extension is ".csv" or ".tsv";

    protected override bool IsBody(ReadOnlySpan<char> text) => false;

    protected override IEnumerable<FoundLabels> Read(Stream document)
    {
        using var text = new StreamReader(document);
        using var lines = CsvText.Lines(text.ReadToEnd()).GetEnumerator();
        var header = lines.MoveNext() ? lines.Current : [];
        if (!fieldOf.Keys.All(column => header.Contains(column, StringComparer.OrdinalIgnoreCase)))
            throw new FormatException("it does not have the columns");
        while (lines.MoveNext())
            yield return Fields(header, lines.Current);
    }

    private FoundLabels Fields(IReadOnlyList<string> header, IReadOnlyList<string> line)
    {
        var found = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var (column, value) in header.Zip(line))
        {
            if (fieldOf.TryGetValue(column, out var field))
                found[field] = value.Length == 0 ? null : FoundLabels.Shortened(value);
        }
        return new FoundLabels(found);
    }
}
