namespace Mail2Alert.Messages.Html;

/// <summary>A table that is being read. A row ends where the next begins, and a cell likewise, as HTML lets their ends be left out.</summary>
/// <param name="order">How many tables began before it.</param>
internal sealed class OpenTable(int order)
{
    private readonly List<IReadOnlyList<string>> _rows = [];
    private readonly TextFlow _cell = new();
    private List<string> _row = [];
    private IReadOnlyList<string>? _header;
    private int _headings;
    private int _columns;

    public int Order => order;

    /// <summary>True when another table is inside.</summary>
    public bool IsLayout { get; set; }

    public void StartCell(bool isHeading, int columns)
    {
        EndCell();
        _columns = columns;
        _headings += isHeading ? 1 : 0;
    }

    public void Text(string text)
    {
        if (_columns > 0)
            _cell.Text(text);
    }

    public void Line() => _cell.Line();

    public void Block() => _cell.Block();

    public void EndCell()
    {
        if (_columns == 0)
            return;
        _row.Add(_cell.Take());
        for (; _columns > 1; _columns--)
            _row.Add("");
        _columns = 0;
    }

    public void EndRow()
    {
        EndCell();
        if (_row.Count == 0)
            return;
        if (_header is null && _rows.Count == 0 && _headings > 1 && _headings == _row.Count)
            _header = _row;
        else
            _rows.Add(_row);
        (_row, _headings) = ([], 0);
    }

    /// <summary>Null when there is nothing to be had from it.</summary>
    public HtmlTable? Close()
    {
        EndRow();
        return IsLayout || (_rows.Count == 0 && _header is null) ? null : new HtmlTable(_header, _rows);
    }
}
