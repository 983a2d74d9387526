using System.Globalization;
using MimeKit.Text;

namespace Mail2Alert.Messages.Html;

/// <summary>Finds the tables of an HTML document that hold data. One with another inside is there for the layout, and left out.</summary>
internal sealed class TableReader
{
    // Cells cost more than what is in them. An alert that needs more rows is a report.
    private const int MostCells = 20_000;
    private const int MostColumns = 100;
    private const int Deepest = 100;

    private readonly List<(int Order, HtmlTable Table)> _tables = [];
    private readonly Stack<OpenTable> _open = new();
    private int _tooDeep;
    private int _cells;
    private int _begun;

    private TableReader()
    {
    }

    /// <summary>In the order in which they begin.</summary>
    public static IReadOnlyList<HtmlTable> Read(string html)
    {
        var reader = new TableReader();
        foreach (var token in VisibleTokens.Of(html))
            reader.Take(token);
        while (reader._open.Count > 0)
            reader.EndTable();
        return [.. reader._tables.OrderBy(one => one.Order).Select(one => one.Table)];
    }

    private void Take(HtmlToken token)
    {
        if (token is HtmlTagToken { Id: HtmlTagId.Table } table)
            StartOrEndTable(table.IsEndTag);
        else if (_tooDeep > 0 || !_open.TryPeek(out var open))
            return;
        else if (token is HtmlDataToken data)
            open.Text(data.Data);
        else if (token is HtmlTagToken tag)
            Tag(open, tag);
    }

    private void Tag(OpenTable open, HtmlTagToken tag)
    {
        switch (tag.Id)
        {
            case HtmlTagId.TR:
                open.EndRow();
                break;
            case HtmlTagId.TD or HtmlTagId.TH when tag.IsEndTag || _cells >= MostCells:
                open.EndCell();
                break;
            case HtmlTagId.TD or HtmlTagId.TH:
                var columns = Columns(tag);
                _cells += columns;
                open.StartCell(tag.Id == HtmlTagId.TH, columns);
                break;
            case HtmlTagId.Br:
                open.Line();
                break;
            case HtmlTagId.P or HtmlTagId.Div or HtmlTagId.LI or HtmlTagId.Pre:
                open.Block();
                break;
            case HtmlTagId.Image when tag.Attributes.FirstOrDefault(attribute => attribute.Id == HtmlAttributeId.Alt)?.Value is { } text:
                open.Text(text);
                break;
        }
    }

    private void StartOrEndTable(bool isEnd)
    {
        if (isEnd && _tooDeep > 0)
            _tooDeep--;
        else if (isEnd)
            EndTable();
        else if (_open.Count >= Deepest)
            _tooDeep++;
        else
            StartTable();
    }

    private void StartTable()
    {
        if (_open.TryPeek(out var outer))
            outer.IsLayout = true;
        _open.Push(new OpenTable(_begun++));
    }

    private void EndTable()
    {
        if (_open.TryPop(out var open) && open.Close() is { } table)
            _tables.Add((open.Order, table));
    }

    private static int Columns(HtmlTagToken cell) =>
        cell.Attributes.FirstOrDefault(attribute => attribute.Id == HtmlAttributeId.ColSpan)?.Value is { } written
        && int.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out var columns)
            ? Math.Clamp(columns, 1, MostColumns)
            : 1;
}
