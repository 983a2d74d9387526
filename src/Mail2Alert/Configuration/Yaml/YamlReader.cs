using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Mail2Alert.Configuration.Yaml;

/// <summary>
/// Builds the values of one file from the parser's events. Anchors and merge keys are resolved here; nesting and the number of values are
/// bounded, since an alias inside an alias grows without end.
/// </summary>
internal sealed class YamlReader
{
    private const int MaxDepth = 50;
    private const int MaxValues = 100_000;

    private readonly Parser _parser;
    private readonly YamlDialect _dialect;
    private readonly Problems _problems;
    private readonly Dictionary<string, Anchored> _anchors = [];
    private int _values;

    private YamlReader(string text, YamlDialect dialect, Problems problems) =>
        (_parser, _dialect, _problems) = (new Parser(new StringReader(text)), dialect, problems);

    /// <returns>The value; null when the file is empty or not YAML, which is then among the problems.</returns>
    public static YamlValue? Read(string text, Problems problems) => Read(text, YamlDialect.Strict, problems);

    /// <inheritdoc cref="Read(string, Problems)"/>
    public static YamlValue? Read(string text, YamlDialect dialect, Problems problems)
    {
        var reader = new YamlReader(text, dialect, problems);
        try
        {
            return reader.ReadFile();
        }
        catch (YamlException mistake)
        {
            var (at, sentence) = YamlMistake.Explain(mistake, text);
            problems.Error(at, sentence);
        }
        catch (InvalidOperationException)
        {
            // All that the scanner says of a text inside [ ] or { } that is not indented.
            problems.Error(PositionOf(reader._parser.Current), YamlMistake.NotIndented);
        }
        catch (ArgumentException)
        {
            // And of a tag that is none.
            problems.Error(PositionOf(reader._parser.Current), YamlMistake.Tag);
        }
        return null;
    }

    private YamlValue? ReadFile()
    {
        _parser.Consume<StreamStart>();
        if (!_parser.TryConsume<DocumentStart>(out _))
            return null;
        var value = ReadValue(depth: 0);
        _parser.Consume<DocumentEnd>();
        if (_parser.TryConsume<DocumentStart>(out var second))
            throw new YamlException(second.Start, second.End, "a second document begins here; one file holds one");
        return value;
    }

    private YamlValue ReadValue(int depth)
    {
        if (_parser.TryConsume<AnchorAlias>(out var alias))
            return Known(alias);
        var start = _parser.Consume<NodeEvent>();
        if (depth > MaxDepth)
            throw new YamlException(start.Start, start.End, $"values are nested more than {MaxDepth} deep");
        RefuseTag(start);
        var before = _values;
        Count(1, start);
        YamlValue value = start switch
        {
            Scalar scalar => TextOf(scalar),
            SequenceStart => ReadList(start, depth),
            _ => ReadMap(start, depth),
        };
        if (!start.Anchor.IsEmpty)
            _anchors[start.Anchor.Value] = new Anchored(value, _values - before);
        return value;
    }

    // Mailrise has '!env_var NAME'. Read without its tag it would be a text.
    private void RefuseTag(NodeEvent start)
    {
        if (!start.Tag.IsEmpty && !start.Tag.IsNonSpecific && !(start is Scalar && _dialect.Tags.Contains(start.Tag.Value)) && !start.Tag.Value.StartsWith("tag:yaml.org,2002:", StringComparison.Ordinal))
            _problems.Error(PositionOf(start), $"the tag {Shown.Quote(start.Tag.Value)} means nothing here; for a secret write ${{NAME}}");
    }

    private YamlValue Known(AnchorAlias alias)
    {
        if (!_anchors.TryGetValue(alias.Value.Value, out var known))
            throw new YamlException(alias.Start, alias.End, $"'*{alias.Value.Value}' without quotes {YamlMistake.NoSuchAnchor}");
        Count(known.Size, alias);
        return known.Value;
    }

    private YamlValue.List ReadList(NodeEvent start, int depth)
    {
        var items = new List<YamlValue>();
        while (!_parser.TryConsume<SequenceEnd>(out _))
            items.Add(ReadValue(depth + 1));
        return new YamlValue.List(PositionOf(start), items);
    }

    private YamlValue.Map ReadMap(NodeEvent start, int depth)
    {
        var pairs = new List<(YamlValue Key, YamlValue Value)>();
        while (!_parser.TryConsume<MappingEnd>(out _))
            pairs.Add((ReadValue(depth + 1), ReadValue(depth + 1)));
        // A pair inside [ ] is a mapping too, and the parser says that it begins where the file does.
        var at = PositionOf(start);
        return new YamlMapReader(_dialect, _problems).Read(at == Position.Start && pairs.Count > 0 ? pairs[0].Key.At : at, pairs);
    }

    private void Count(int more, ParsingEvent at)
    {
        _values += more;
        if (_values > MaxValues)
            throw new YamlException(at.Start, at.End, $"the file holds more than {MaxValues} values");
    }

    private static YamlValue.Text TextOf(Scalar scalar) =>
        new(PositionOf(scalar), scalar.Value, scalar.Value, scalar.Style == ScalarStyle.Plain)
        {
            Tag = scalar.Tag.IsEmpty || scalar.Tag.IsNonSpecific ? null : scalar.Tag.Value,
        };

    private static Position PositionOf(ParsingEvent? at) =>
        at is null ? Position.Start : new((int)Math.Max(1, at.Start.Line), (int)Math.Max(1, at.Start.Column));

    private sealed record Anchored(YamlValue Value, int Size);
}
