using System.Text;

namespace Mail2Alert.Messages.Html;

/// <summary>Sets text as HTML does: white space counts once, blocks begin on lines of their own, and cells of a row stand side by side.</summary>
internal sealed class TextFlow
{
    // Deeper ones are set as deep as these: what stands before each line must not outgrow what is on it.
    private const int DeepestQuote = 4;
    private const int DeepestList = 6;

    private const string Between = " | ";

    private readonly StringBuilder _text = new();
    private int _breaks;
    private bool _space;
    private bool _beside;
    private bool _isCellStart;
    private bool _isLineStart = true;
    private int _lines;
    private string? _bullet;

    public int Length => _text.Length;

    /// <summary>How many quotations we are in.</summary>
    public int Quotes { get; set; }

    /// <summary>How many lists we are in.</summary>
    public int Lists { get; set; }

    /// <summary>Where a row begins, for <see cref="Cell"/>.</summary>
    public (int Length, int Lines) Row()
    {
        Block();
        return (_text.Length, _lines + (_text.Length == 0 ? 0 : _breaks));
    }

    /// <summary>What comes next stands beside the cell before it, unless that has several lines.</summary>
    public void Cell((int Length, int Lines) row)
    {
        if (_text.Length > row.Length && _lines <= row.Lines)
            (_beside, _space, _breaks) = (true, false, 0);
        else
            Block();
        _isCellStart = true;
    }

    /// <summary>What comes next begins a line, as it does at the beginning of a cell anyway.</summary>
    /// <param name="lines">2 to leave one empty.</param>
    public void Block(int lines = 1) => _breaks = _isCellStart ? _breaks : Math.Max(_breaks, lines);

    /// <summary>What comes next begins a line, even if it is the first in its cell.</summary>
    public void Apart()
    {
        (_beside, _isCellStart) = (false, false);
        Block();
    }

    /// <summary>A line ends here. Two in a row leave one empty, more do not leave more.</summary>
    public void Line() => _breaks = Math.Min(_breaks + 1, 2);

    public void Item(string bullet)
    {
        Block();
        _bullet = bullet;
    }

    public void Text(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (char.IsWhiteSpace(c))
                _space = true;
            else if (!IsInvisible(c))
                Append(c);
        }
    }

    /// <summary>As it is written.</summary>
    public void Preformatted(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (c == '\n')
                _breaks++;
            else if (c != '\r')
                Append(c);
        }
    }

    /// <summary>What was set since it had that length.</summary>
    public string Since(int length) => _text.ToString(length, _text.Length - length).Trim();

    public string Take()
    {
        var text = _text.ToString();
        _text.Clear();
        (_breaks, _space, _beside, _isCellStart, _isLineStart, _lines, _bullet) = (0, false, false, false, true, 0, null);
        return text;
    }

    private void Append(char c)
    {
        if (_breaks > 0 || _beside || _space || _isLineStart || _isCellStart)
            Begin();
        _text.Append(c);
    }

    private void Begin()
    {
        if (_text.Length > 0 && _breaks > 0)
        {
            _text.Append('\n', _breaks);
            _lines += _breaks;
            _isLineStart = true;
        }
        if (_isLineStart)
            Margin();
        else if (_beside)
            _text.Append(_text[^1] == ':' ? " " : Between);
        else if (_space)
            _text.Append(' ');
        (_breaks, _space, _beside, _isLineStart, _isCellStart) = (0, false, false, false, false);
    }

    private void Margin()
    {
        for (var i = 0; i < Math.Min(Quotes, DeepestQuote); i++)
            _text.Append("> ");
        var depth = Math.Min(Lists, DeepestList) - (_bullet is null ? 0 : 1);
        _text.Append(' ', 2 * Math.Max(0, depth)).Append(_bullet);
        _bullet = null;
    }

    // Put into previews of mails to fill them, and between letters to hide words.
    private static bool IsInvisible(char c) => c is '\u00ad' or '\u034f' or '\u200b' or '\u200c' or '\u2060' or '\ufeff' || char.IsControl(c);
}
