namespace Mail2Alert.Configuration.Yaml;

/// <summary>
/// Reads a mapping key by key and remembers which were asked for: what is left at the end is a key that nobody reads, so nothing is ever
/// ignored in silence.
/// </summary>
/// <param name="map">What the user wrote.</param>
/// <param name="name">The section's own key, for messages; empty for the file itself.</param>
/// <param name="problems">Where mistakes go.</param>
internal sealed class Section(YamlValue.Map map, string name, Problems problems)
{
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly HashSet<string> _refused = new(StringComparer.Ordinal);

    /// <summary>Its own key, for messages.</summary>
    public string Name => name;

    public Position At => map.At;

    public Problems Problems => problems;

    public IEnumerable<YamlEntry> Entries => map.Entries;

    /// <summary>True when the key is there, with or without a value.</summary>
    public bool Has(string key) => map[key] is not null;

    /// <summary>Where a key's value is; the section itself when it has none.</summary>
    public Position Where(string key) => map[key]?.At ?? map.At;

    /// <summary>The value of a key that may be of any kind; null when there is none.</summary>
    public YamlValue? Take(string key)
    {
        _known.Add(key);
        return map[key] is { IsNull: false } value ? value : null;
    }

    /// <summary>A key with a single value; null when it is not there, or wrong, which is then told.</summary>
    public YamlValue.Text? Text(string key, string expected = "a text")
    {
        _known.Add(key);
        return map[key] is not { } value ? null : YamlRead.Text(value, key, expected, problems);
    }

    /// <summary>A key with a mapping; null when it is not there, or wrong, which is then told.</summary>
    public Section? Map(string key)
    {
        var value = Take(key);
        if (value is YamlValue.Map inner)
            return new Section(inner, key, problems);
        if (value is not null)
            problems.Error(value.At, $"'{key}' expects a mapping of keys to values, found {value.Kind}");
        return null;
    }

    /// <summary>A key with one value or a list of them; empty when it is not there.</summary>
    public IReadOnlyList<YamlValue.Text> Texts(string key, string expected)
    {
        _known.Add(key);
        return map[key] is not { } value ? [] : YamlRead.Texts(value, key, expected, problems);
    }

    /// <summary>A value that a function reads; the default when it is not there or wrong.</summary>
    public T Value<T>(string key, T otherwise, string expected, Func<string, T?> read)
        where T : struct
    {
        if (Text(key, expected) is not { } text)
            return otherwise;
        if (read(text.Value) is { } value)
            return value;
        problems.Error(text.At, $"'{key}' expects {expected}, found {text.Quoted}");
        return otherwise;
    }

    /// <summary>The same mapping with what another one says beyond it, as if that stood at a place in this file.</summary>
    public Section Over(YamlValue.Map below, Position at)
    {
        var more = below.Entries.Where(entry => map[entry.Key.Value] is null).Select(entry => new YamlEntry(entry.Key with { At = at }, entry.Value.MovedTo(at)));
        var merged = new Section(map with { Entries = [.. map.Entries, .. more] }, name, problems);
        merged._known.UnionWith(_known);
        return merged;
    }

    /// <summary>Tells of keys that have no place here.</summary>
    public void Refuse(IEnumerable<string> keys, string why)
    {
        foreach (var key in Unread().Where(key => keys.Contains(key.Value)).ToList())
        {
            problems.Error(key.At, $"{key.Quoted} {why}");
            _refused.Add(key.Value);
        }
    }

    /// <summary>Tells of the keys that nobody asked for.</summary>
    /// <param name="later">Keys that a later version is going to read.</param>
    public void Finish(params ReadOnlySpan<string> later)
    {
        foreach (var key in Unread())
        {
            if (later.Contains(key.Value))
                problems.Error(key.At, $"{key.Quoted} is not available in this version yet");
            else
                problems.Error(key.At, Unknown(key, later));
        }
    }

    /// <summary>The same for mail2alert-py's file, where keys that mean nothing were always allowed.</summary>
    public void FinishLeniently()
    {
        foreach (var key in Unread())
            problems.Warning(key.At, Unknown(key, []) + " (it has no effect)");
    }

    private IEnumerable<YamlValue.Text> Unread() =>
        map.Entries.Select(entry => entry.Key).Where(key => !_known.Contains(key.Value) && !_refused.Contains(key.Value));

    private string Unknown(YamlValue.Text key, ReadOnlySpan<string> later)
    {
        var where = name.Length == 0 ? "" : $" in '{name}'";
        return Suggestion.Nearest(key.Value, later.ToArray()) is { } near && Suggestion.Nearest(key.Value, _known) is null
            ? $"unknown key {key.Quoted}{where}; '{near}', if that is meant, is not available in this version yet"
            : $"unknown key {key.Quoted}{where}{Suggestion.For(key.Value, _known)}";
    }
}
