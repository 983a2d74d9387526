namespace Mail2Alert.Configuration.Conversion;

/// <summary>Puts the comments of one file into another: each at the line that says again what it is about, or else near it.</summary>
internal sealed class CommentWeaver
{
    private readonly IReadOnlyList<PrintedLine> _lines;
    private readonly List<string>[] _above;
    private readonly string?[] _behind;

    private CommentWeaver(IReadOnlyList<PrintedLine> lines) =>
        (_lines, _above, _behind) = (lines, [.. Enumerable.Range(0, lines.Count + 1).Select(_ => new List<string>())], new string?[lines.Count]);

    public static IEnumerable<string> Weave(IReadOnlyList<PrintedLine> lines, IReadOnlyList<YamlComment> comments)
    {
        var weaver = new CommentWeaver(lines);
        foreach (var comment in comments)
            weaver.Put(comment);
        return weaver.All();
    }

    private void Put(YamlComment comment)
    {
        var place = comment.About == YamlComment.File ? 0 : Place(comment.About);
        if (comment.IsBehind && place < _lines.Count && _behind[place] is null && _lines[place].Origins.Contains(comment.About))
            _behind[place] = comment.Text;
        else
            _above[place].Add(comment.Text);
    }

    // The line itself, else the next that says something of what came after it, else the end.
    private int Place(int about)
    {
        var exact = Enumerable.Range(0, _lines.Count).FirstOrDefault(i => _lines[i].Origins.Contains(about), -1);
        return exact >= 0 ? exact : Enumerable.Range(0, _lines.Count)
            .Where(i => _lines[i].Origins.Any(line => line > about))
            .OrderBy(i => _lines[i].Origins.Where(line => line > about).Min())
            .FirstOrDefault(_lines.Count);
    }

    private IEnumerable<string> All()
    {
        for (var i = 0; i < _lines.Count; i++)
        {
            var indentation = _lines[i].Text[..^_lines[i].Text.TrimStart(' ').Length];
            foreach (var comment in _above[i])
                yield return $"{indentation}{comment}";
            yield return _behind[i] is { } behind ? $"{_lines[i].Text}   {behind}" : _lines[i].Text;
        }
        foreach (var comment in _above[_lines.Count])
            yield return comment;
    }
}
