namespace Mail2Alert.Configuration.Yaml;

/// <summary>Makes a mapping of pairs: refuses keys that stand there twice, and fills in what <c>&lt;&lt;</c> merges.</summary>
internal sealed class YamlMapReader(YamlDialect dialect, Problems problems)
{
    private readonly Dictionary<string, YamlEntry> _own = new(StringComparer.Ordinal);
    private readonly List<YamlEntry> _entries = [];
    private readonly List<YamlValue> _merged = [];

    public YamlValue.Map Read(Position at, IEnumerable<(YamlValue Key, YamlValue Value)> pairs)
    {
        foreach (var (key, value) in pairs)
            Take(key, value);
        foreach (var merged in _merged)
            Merge(merged);
        return new YamlValue.Map(at, _entries);
    }

    private void Take(YamlValue key, YamlValue value)
    {
        if (key is not YamlValue.Text text)
            problems.Error(key.At, $"expected a key, found {key.Kind}");
        else if (text is { Value: "<<", IsPlain: true })
            _merged.Add(value);
        else if (_own.TryGetValue(text.Value, out var first) && dialect.LastKeyWins)
            Replace(first, new YamlEntry(text, value));
        else if (first is not null)
            problems.Error(text.At, $"the key {text.Quoted} stands here twice; the first is in line {first.Key.At.Line}");
        else
            _entries.Add(_own[text.Value] = new YamlEntry(text, value));
    }

    private void Replace(YamlEntry first, YamlEntry last)
    {
        problems.Warning(last.Key.At, $"the key {last.Key.Quoted} stands here twice; this one counts, and not the one in line {first.Key.At.Line}");
        _entries[_entries.IndexOf(first)] = _own[last.Key.Value] = last;
    }

    // What the mapping says itself counts for more, and an earlier merge for more than a later one.
    private void Merge(YamlValue value)
    {
        foreach (var item in YamlRead.Items(value))
        {
            if (item is YamlValue.Map map)
                _entries.AddRange(map.Entries.Where(entry => _own.TryAdd(entry.Key.Value, entry)));
            else
                problems.Error(item.At, $"expected a mapping to merge after '<<', found {item.Kind}");
        }
    }
}
