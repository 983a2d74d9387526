namespace Mail2Alert.Messages.Html;

/// <summary>A table of an HTML mail, as the texts of its cells.</summary>
/// <param name="Header">The first row when it names columns; null when the table has none. It is not among the rows.</param>
/// <param name="Rows">Each with as many cells as it has columns: one that spans several comes first, and empty ones follow it.</param>
internal sealed record HtmlTable(IReadOnlyList<string>? Header, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    /// <summary>Rows of two cells, taken for a name and its value; the name without a colon at its end.</summary>
    public IEnumerable<(string Name, string Value)> Pairs =>
        from row in Rows
        where row.Count == 2 && row[0].Length > 0
        select (row[0].TrimEnd(':', ' '), row[1]);
}
