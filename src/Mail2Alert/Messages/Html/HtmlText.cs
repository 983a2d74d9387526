using System.Globalization;
using MimeKit.Text;

namespace Mail2Alert.Messages.Html;

/// <summary>HTML as plain text: what a text browser would show, with where links lead.</summary>
internal sealed class HtmlText
{
    private readonly TextFlow _flow = new();
    private readonly Stack<int?> _lists = new();
    private readonly Stack<(int Length, int Lines)> _rows = new();
    private (string Url, int Start)? _link;
    private int _preformatted;
    private bool _isFirstOfPre;

    private HtmlText()
    {
    }

    public static string Of(string html)
    {
        var text = new HtmlText().Read(VisibleTokens.Of(html));
        return text.Length > 0 ? text : new HtmlText().Read(VisibleTokens.Of(html, showHidden: true));
    }

    private string Read(IEnumerable<HtmlToken> tokens)
    {
        foreach (var token in tokens)
        {
            if (token is HtmlDataToken data)
                Data(data.Data);
            else if (token is HtmlTagToken { IsEndTag: true } end)
                End(end.Id);
            else if (token is HtmlTagToken start)
                Start(start);
        }
        EndLink();
        return _flow.Take();
    }

    private void Data(string text)
    {
        if (_preformatted == 0)
            _flow.Text(text);
        else
            _flow.Preformatted(_isFirstOfPre && text.StartsWith('\n') ? text.AsSpan(1) : text);
        _isFirstOfPre = false;
    }

    private void Start(HtmlTagToken tag)
    {
        switch (tag.Id)
        {
            case HtmlTagId.Br:
                _flow.Line();
                break;
            case HtmlTagId.HR:
                Rule();
                break;
            case HtmlTagId.A:
                StartLink(tag);
                break;
            case HtmlTagId.Image:
                _flow.Text(Attribute(tag, HtmlAttributeId.Alt) ?? "");
                break;
            case HtmlTagId.LI:
                _flow.Item(Bullet());
                break;
            case HtmlTagId.OL or HtmlTagId.UL or HtmlTagId.Menu or HtmlTagId.Dir:
                StartList(tag);
                break;
            case HtmlTagId.Pre or HtmlTagId.Listing or HtmlTagId.TextArea or HtmlTagId.PlainText:
                _flow.Block(2);
                _preformatted++;
                _isFirstOfPre = true;
                break;
            case HtmlTagId.BlockQuote:
                _flow.Block(2);
                _flow.Quotes++;
                break;
            case HtmlTagId.Table:
                _flow.Apart();
                _rows.Push(_flow.Row());
                break;
            case HtmlTagId.TR:
                SetRow();
                break;
            case HtmlTagId.TD or HtmlTagId.TH:
                _flow.Cell(_rows.Count > 0 ? _rows.Peek() : _flow.Row());
                break;
            default:
                _flow.Block(LinesAround(tag.Id));
                break;
        }
    }

    private void End(HtmlTagId id)
    {
        switch (id)
        {
            case HtmlTagId.A:
                EndLink();
                break;
            case HtmlTagId.OL or HtmlTagId.UL or HtmlTagId.Menu or HtmlTagId.Dir:
                _lists.TryPop(out _);
                _flow.Lists = _lists.Count;
                _flow.Block(_lists.Count == 0 ? 2 : 1);
                break;
            case HtmlTagId.Pre or HtmlTagId.Listing or HtmlTagId.TextArea or HtmlTagId.PlainText:
                _flow.Block(2);
                _preformatted = Math.Max(0, _preformatted - 1);
                break;
            case HtmlTagId.BlockQuote:
                _flow.Block(2);
                _flow.Quotes = Math.Max(0, _flow.Quotes - 1);
                break;
            case HtmlTagId.Table:
                _rows.TryPop(out _);
                _flow.Apart();
                break;
            case HtmlTagId.P:
                _flow.Block(2);
                break;
            default:
                _flow.Block(LinesAround(id));
                break;
        }
    }

    private void SetRow()
    {
        _rows.TryPop(out _);
        _rows.Push(_flow.Row());
    }

    private void Rule()
    {
        _flow.Block();
        _flow.Text("---");
        _flow.Block();
    }

    private void StartList(HtmlTagToken tag)
    {
        _flow.Block(_lists.Count == 0 ? 2 : 1);
        var first = int.TryParse(Attribute(tag, HtmlAttributeId.Start), CultureInfo.InvariantCulture, out var number) ? number : 1;
        _lists.Push(tag.Id == HtmlTagId.OL ? first : null);
        _flow.Lists = _lists.Count;
    }

    private string Bullet()
    {
        if (!_lists.TryPeek(out var number) || number is not { } next)
            return "• ";
        _lists.Pop();
        _lists.Push(unchecked(next + 1));
        return string.Create(CultureInfo.InvariantCulture, $"{next}. ");
    }

    private void StartLink(HtmlTagToken tag)
    {
        EndLink();
        if (Attribute(tag, HtmlAttributeId.Href)?.Trim() is { } url && HtmlLink.LeadsSomewhere(url))
            _link = (url, _flow.Length);
    }

    private void EndLink()
    {
        if (_link is { } link && HtmlLink.Shown(link.Url, _flow.Since(link.Start)) is { } shown)
            _flow.Text(shown);
        _link = null;
    }

    private static string? Attribute(HtmlTagToken tag, HtmlAttributeId id)
    {
        foreach (var attribute in tag.Attributes)
        {
            if (attribute.Id == id)
                return attribute.Value;
        }
        return null;
    }

    private static int LinesAround(HtmlTagId id) => id switch
    {
        HtmlTagId.P or HtmlTagId.H1 or HtmlTagId.H2 or HtmlTagId.H3 or HtmlTagId.H4 or HtmlTagId.H5 or HtmlTagId.H6 or HtmlTagId.DL => 2,
        HtmlTagId.Div or HtmlTagId.TR or HtmlTagId.DT or HtmlTagId.DD or HtmlTagId.LI or HtmlTagId.Center or HtmlTagId.Form or HtmlTagId.FieldSet
            or HtmlTagId.Section or HtmlTagId.Article or HtmlTagId.Header or HtmlTagId.Footer or HtmlTagId.Aside or HtmlTagId.Nav or HtmlTagId.Main
            or HtmlTagId.Address or HtmlTagId.Caption or HtmlTagId.Figure or HtmlTagId.FigCaption or HtmlTagId.Legend or HtmlTagId.Summary
            or HtmlTagId.Details or HtmlTagId.THead or HtmlTagId.TBody or HtmlTagId.Tfoot or HtmlTagId.Body or HtmlTagId.Option => 1,
        _ => 0,
    };
}
