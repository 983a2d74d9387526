using Mail2Alert.Configuration.Yaml;

namespace Mail2Alert.Configuration.Conversion;

/// <summary>A manager of mail2alert-py as the source that it is here.</summary>
/// <param name="Name">Of the source.</param>
/// <param name="Kind">What the manager was called: <c>gocd</c> or <c>mail</c>.</param>
/// <param name="Written">The manager.</param>
internal sealed record LegacySource(string Name, string Kind, YamlValue.Map Written)
{
    private static readonly (string Theirs, string Ours)[] Keys = [("url", "url"), ("user", "user"), ("passwd", "password")];

    /// <summary>In the order in which they are asked, which is that of the file.</summary>
    public static IReadOnlyList<LegacySource> Of(YamlValue? managers)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        return [.. (managers as YamlValue.List)?.Items.OfType<YamlValue.Map>().Select(manager => Of(manager, seen)) ?? []];
    }

    public YamlEntry Source => YamlTree.Entry(Written.At, Name, YamlTree.Map(
        Written.At,
        [
            Name == Kind ? null : YamlTree.Entry(Written.At, "kind", Kind),
            Claim,
            .. Keys.Select(key => Kind == "gocd" && Written[key.Theirs] is { IsNull: false } value ? YamlTree.Entry(value.At, key.Ours, value) : null),
            Kind == "gocd" ? YamlTree.Entry(Written.At, "forget-on-cancel", "true") : null,
        ]));

    private YamlEntry? Claim
    {
        get
        {
            var wanted = Written["messages-we-want"] as YamlValue.Map;
            var key = wanted?["to"] is { IsNull: false } ? "to" : "from";
            return wanted?[key] is { } address
                ? YamlTree.Entry(address.At, "claim", YamlTree.Map(address.At, YamlTree.Entry(address.At, key, address)))
                : null;
        }
    }

    private static LegacySource Of(YamlValue.Map manager, Dictionary<string, int> seen)
    {
        var kind = ((YamlValue.Text)manager["name"]!).Value;
        var number = seen[kind] = seen.GetValueOrDefault(kind) + 1;
        return new LegacySource(number == 1 ? kind : $"{kind}-{number}", kind, manager);
    }
}
