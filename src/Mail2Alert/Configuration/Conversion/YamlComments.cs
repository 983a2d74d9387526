using YamlDotNet.Core;
using YamlDotNet.Core.Tokens;

namespace Mail2Alert.Configuration.Conversion;

/// <summary>Finds the comments of a file that can be read.</summary>
internal sealed class YamlComments
{
    // The parser says of a bracket that it ends where it begins.
    private static readonly char[] BehindTokens = [' ', '\t', ',', ']', '}'];

    private readonly string[] _lines;
    private readonly Dictionary<int, int> _ends = [];
    private readonly SortedSet<int> _begins = [];
    private readonly HashSet<int> _inside = [];

    private YamlComments(string text)
    {
        _lines = text.ReplaceLineEndings("\n").Split('\n');
        var scanner = new Scanner(new StringReader(text));
        while (scanner.MoveNext())
            Take(scanner.Current!);
    }

    public static IReadOnlyList<YamlComment> Of(string text)
    {
        var file = new YamlComments(text);
        return [.. file._lines.Select((line, i) => file.In(line, i + 1)).OfType<YamlComment>()];
    }

    private void Take(Token token)
    {
        if (token is BlockEnd or StreamStart or StreamEnd)
            return;
        var (begin, end) = ((int)token.Start.Line, (int)token.End.Line);
        _begins.Add(begin);
        if (token is Scalar { Style: ScalarStyle.Literal or ScalarStyle.Folded })
            _inside.UnionWith(Block(begin + 1, end));
        else
            _ends[end] = Math.Max(_ends.GetValueOrDefault(end), (int)token.End.Column - 1);
        if (token is Scalar { Style: ScalarStyle.SingleQuoted or ScalarStyle.DoubleQuoted })
            _inside.UnionWith(Enumerable.Range(begin + 1, end - begin));
    }

    // A '#' is one of its characters up to the first line that is indented less than its first.
    private IEnumerable<int> Block(int begin, int end)
    {
        var lines = Enumerable.Range(begin, end - begin + 1).Where(line => line <= _lines.Length).ToList();
        var indentation = lines.Select(Indentation).FirstOrDefault(width => width < int.MaxValue, int.MaxValue);
        return lines.TakeWhile(line => Indentation(line) >= indentation);
    }

    // Of an empty line, as deep as anybody wants.
    private int Indentation(int line) => _lines[line - 1].Trim().Length == 0 ? int.MaxValue : _lines[line - 1].TakeWhile(character => character == ' ').Count();

    private YamlComment? In(string line, int number)
    {
        var said = Math.Min(_ends.GetValueOrDefault(number), line.Length);
        var rest = line[said..].TrimStart(BehindTokens).TrimEnd();
        if (!rest.StartsWith('#') || (_inside.Contains(number) && said == 0))
            return null;
        return said > 0 ? new YamlComment(number, rest, IsBehind: true) : new YamlComment(Next(number), rest, IsBehind: false);
    }

    // Above the first of all, it is about the file.
    private int Next(int number) =>
        number < _begins.Min ? YamlComment.File : _begins.GetViewBetween(number, int.MaxValue) is { Count: > 0 } later ? later.Min : int.MaxValue;
}
