using YamlDotNet.Core;
using YamlDotNet.Core.Tokens;

namespace Mail2Alert.Configuration.Conversion;

/// <summary>Finds the comments of a file that can be read.</summary>
internal sealed class YamlComments
{
    private readonly Dictionary<int, int> _ends = [];
    private readonly SortedSet<int> _begins = [];
    private readonly HashSet<int> _inside = [];

    private YamlComments(string text)
    {
        var scanner = new Scanner(new StringReader(text));
        while (scanner.MoveNext())
            Take(scanner.Current!);
    }

    public static IReadOnlyList<YamlComment> Of(string text)
    {
        var tokens = new YamlComments(text);
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        return [.. lines.Select((line, i) => tokens.In(line, i + 1)).OfType<YamlComment>()];
    }

    // Inside a text of several lines a '#' is one of its characters.
    private void Take(Token token)
    {
        if (token is BlockEnd or StreamStart or StreamEnd)
            return;
        _begins.Add((int)token.Start.Line);
        _ends[(int)token.End.Line] = Math.Max(_ends.GetValueOrDefault((int)token.End.Line), (int)token.End.Column - 1);
        for (var line = (int)token.Start.Line + 1; token is Scalar && line <= token.End.Line; line++)
            _inside.Add(line);
    }

    // Above the first of all, it is about the file.
    private int Next(int number) =>
        number < _begins.Min ? YamlComment.File : _begins.GetViewBetween(number, int.MaxValue) is { Count: > 0 } later ? later.Min : int.MaxValue;

    private YamlComment? In(string line, int number)
    {
        var said = Math.Min(_ends.GetValueOrDefault(number), line.Length);
        var rest = line[said..].Trim();
        if (!rest.StartsWith('#') || (_inside.Contains(number) && said == 0))
            return null;
        return said > 0
            ? new YamlComment(number, rest, IsBehind: true)
            : new YamlComment(Next(number), rest, IsBehind: false);
    }
}
