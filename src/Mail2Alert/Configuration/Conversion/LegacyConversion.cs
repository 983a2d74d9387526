using Mail2Alert.Configuration.Sections;
using Mail2Alert.Configuration.Yaml;

namespace Mail2Alert.Configuration.Conversion;

/// <summary>A configuration of mail2alert-py that was found to be in order, told in our form.</summary>
internal sealed class LegacyConversion(LegacyReferences references, Problems problems)
{
    public YamlValue.Map ToNative(YamlValue.Map map)
    {
        var file = (YamlValue.Map)map.Select(references.Refer);
        var managers = LegacySource.Of(file["managers"]);
        problems.Warning(map.At, "mail that goes on to the relay had a field 'X-Peer'; by the new file it has none");
        problems.Warning(map.At, "addresses are compared without regard to case by the new file; mail2alert-py compared them letter by letter");
        problems.Warning(map.At, "'store: none' keeps no mail, as mail2alert-py kept none; without that line, no mail is lost that was acknowledged");
        return YamlTree.Map(
            map.At,
            Place(file, "local-smtp", "listeners"),
            YamlTree.Entry(map.At, "networks", file["networks"] ?? Networks(map.At)),
            Place(file, "remote-smtp", "relay"),
            YamlTree.Entry(map.At, "store", "none"),
            file["slack-token"] is { } token ? YamlTree.Entry(token.At, "slack", YamlTree.Map(token.At, YamlTree.Entry(token.At, "token", token))) : null,
            YamlTree.Entry(map.At, "sources", YamlTree.Map(map.At, managers.Select(manager => manager.Source))),
            YamlTree.Entry(map.At, "routes", YamlTree.List(map.At, managers.SelectMany(manager => new LegacyRoutes(manager, problems).Read()))));
    }

    private static YamlEntry? Place(YamlValue.Map file, string key, string ours) => file[key] is YamlValue.Text text
        ? YamlTree.Entry(text.At, ours, text with { Value = $"smtp://{(text.Value.StartsWith(':') ? "*" : "")}{text.Value}" })
        : null;

    private static YamlValue.List Networks(Position at) =>
        YamlTree.List(at, NetworksSection.Private.Select(network => YamlTree.Text(at, $"{network}")));
}
