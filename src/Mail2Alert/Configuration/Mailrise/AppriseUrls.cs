using Mail2Alert.Configuration.Yaml;

namespace Mail2Alert.Configuration.Mailrise;

/// <summary>
/// <c>urls</c>: each a text, or a mapping of one to its options, or to several sets of them; what stands beside it in the mapping is an option,
/// too. Options become part of the URL, and count for more than what stands there.
/// </summary>
internal sealed class AppriseUrls(Problems problems)
{
    private const string Expected = "URLs such as slack://TOKEN/#channel";

    // Who is told of what is decided by the address alone: Mailrise asked Apprise for all of them, whatever their tags.
    private static readonly string[] Tags = ["tag", "tags"];

    public IReadOnlyList<YamlValue.Text> Read(YamlValue written)
    {
        if (written is YamlValue.Text { IsNull: false } single)
            problems.Warning(single.At, "'urls' is a list; Apprise took no notice of a single text, here it is a list of one");
        return [.. YamlRead.Items(written).SelectMany(ReadItem)];
    }

    private IEnumerable<YamlValue.Text> ReadItem(YamlValue item)
    {
        if (item is YamlValue.Map map && map.Entries.Any(entry => AppriseUrl.IsOne(entry.Key.Value)))
            return ReadMap(map);
        if (item is YamlValue.Text { IsNull: false, Value.Length: > 0 } text)
            return [text];
        problems.Error(item.At, $"'urls' expects {Expected}, found {item.Kind}");
        return [];
    }

    private IEnumerable<YamlValue.Text> ReadMap(YamlValue.Map map)
    {
        var beside = map.Entries.Where(entry => !AppriseUrl.IsOne(entry.Key.Value)).ToList();
        return from entry in map.Entries
               where AppriseUrl.IsOne(entry.Key.Value)
               from options in Options(entry)
               select beside.Concat(options).Aggregate(entry.Key, With);
    }

    private IEnumerable<IReadOnlyList<YamlEntry>> Options(YamlEntry url)
    {
        if (url.Value.IsNull)
            return [[]];
        var sets = YamlRead.Items(url.Value);
        foreach (var wrong in sets.Where(set => set is not YamlValue.Map))
            problems.Error(wrong.At, $"behind a URL its options are expected, as in {{ to: name@example.com }}, found {wrong.Kind}");
        return sets.OfType<YamlValue.Map>().Select(set => set.Entries);
    }

    private YamlValue.Text With(YamlValue.Text url, YamlEntry option)
    {
        if (Tags.Contains(option.Key.Value) || option.Value.IsNull)
            return url;
        var texts = YamlRead.Texts(option.Value, option.Key.Value, "a text, or a list of them", problems);
        return url with
        {
            Value = AppriseUrl.With(url.Value, option.Key.Value, string.Join(',', texts.Select(Escaped))),
            IsReference = url.IsReference || texts.Any(text => text.IsReference),
        };
    }

    // What refers to a variable is no more than its name yet.
    private static string Escaped(YamlValue.Text text) =>
        text.IsReference ? text.Value : Uri.EscapeDataString(text.Value);
}
