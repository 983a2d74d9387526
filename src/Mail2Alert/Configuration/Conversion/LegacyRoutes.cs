using Mail2Alert.Configuration.Legacy;
using Mail2Alert.Configuration.Sections;
using Mail2Alert.Configuration.Yaml;

namespace Mail2Alert.Configuration.Conversion;

/// <summary>The rules of one manager as routes. All that match apply, so each goes on.</summary>
internal sealed class LegacyRoutes(LegacySource source, Problems problems)
{
    public IEnumerable<YamlValue.Map> Read() =>
        (source.Written["rules"] is { IsNull: false } rules ? YamlRead.Items(rules) : []).OfType<YamlValue.Map>().Select(Route).OfType<YamlValue.Map>();

    private YamlValue.Map? Route(YamlValue.Map rule)
    {
        var targets = Targets(rule["actions"]).ToList();
        var filter = rule["filter"] as YamlValue.Map;
        if (targets.Count == 0 || Events(filter) is { Items.Count: 0 })
        {
            problems.Warning(rule.At, "this rule told nobody; it is left out");
            return null;
        }
        return YamlTree.Map(
            rule.At,
            rule["name"] is YamlValue.Text { IsNull: false } name ? YamlTree.Entry(name.At, "name", name) : null,
            YamlTree.Entry(rule.At, "when", When(rule.At, filter)),
            YamlTree.Entry(targets[0].At, "to", targets is [var only] ? only : YamlTree.List(targets[0].At, targets)),
            YamlTree.Entry(rule.At, "continue", "true"));
    }

    private YamlValue.Map When(Position at, YamlValue.Map? filter) => YamlTree.Map(
        at,
        YamlTree.Entry(at, "source", source.Name),
        Events(filter) is { } events ? YamlTree.Entry(events.At, "event", events) : null,
        Function(filter));

    // Null where every event is meant.
    private YamlValue.List? Events(YamlValue.Map? filter) => source.Kind != "gocd" || filter?["events"] is not { } written ? null
        // Python asked whether the name is in the text.
        : written is YamlValue.Text text
            ? YamlTree.List(text.At, text.IsNull ? [] : EventNames.All.Where(name => text.Value.Contains(name, StringComparison.Ordinal)).Select(name => YamlTree.Text(text.At, name)))
        : written as YamlValue.List;

    private static YamlEntry? Function(YamlValue.Map? filter)
    {
        if (filter?["function"] is not YamlValue.Text function)
            return null;
        var arguments = filter["args"] is { IsNull: false } args ? YamlRead.Items(args) : [];
        YamlValue? value = arguments switch
        {
            [] => function.Value is "mail.in_subject" ? null : YamlTree.Text(function.At, "true"),
            [var only] => only,
            _ => YamlTree.List(arguments[0].At, arguments),
        };
        return value is null ? null : YamlTree.Entry(function.At, function.Value, value);
    }

    private static IEnumerable<YamlValue.Text> Targets(YamlValue? actions) =>
        from text in actions is { IsNull: false } ? YamlRead.Items(actions).OfType<YamlValue.Text>() : []
        where LegacyActions.Target(text.Value) is not null
        select text with { Value = LegacyActions.Target(text.Value)! };
}
