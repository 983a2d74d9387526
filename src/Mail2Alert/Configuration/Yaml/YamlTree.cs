namespace Mail2Alert.Configuration.Yaml;

/// <summary>Values that nobody wrote as they are: they say in our form what stands at that place in another.</summary>
internal static class YamlTree
{
    public static YamlValue.Text Text(Position at, string value) => new(at, value, value, IsPlain: false);

    public static YamlEntry Entry(Position at, string key, YamlValue value) => new(Text(at, key), value);

    public static YamlEntry Entry(Position at, string key, string value) => Entry(at, key, Text(at, value));

    public static YamlValue.Map Map(Position at, params IEnumerable<YamlEntry?> entries) => new(at, [.. entries.OfType<YamlEntry>()]);

    public static YamlValue.List List(Position at, params IEnumerable<YamlValue> items) => new(at, [.. items]);
}
