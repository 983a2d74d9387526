using Mail2Alert.Alerts;
using Mail2Alert.Configuration.Yaml;
using Mail2Alert.Routing;

namespace Mail2Alert.Configuration.Legacy;

/// <summary><c>rules</c> of a manager. All that match apply, so each becomes a route that continues.</summary>
internal sealed class LegacyRules(IReadOnlyDictionary<string, Predicate> predicates, LegacyActions actions, Problems problems)
{
    private readonly LegacyFilter _filter = new(predicates, problems);

    public IReadOnlyList<Route> Read(Section manager, string kind, string source)
    {
        if (!manager.Has("rules"))
            problems.Error(manager.At, "a manager expects 'rules' with a list");
        var items = manager.Take("rules") is { } written ? YamlRead.Items(written) : [];
        return [.. items.Select((item, index) => Read(item, index + 1, kind, source)).OfType<Route>()];
    }

    private Route? Read(YamlValue item, int number, string kind, string source)
    {
        if (item is not YamlValue.Map map)
        {
            problems.Error(item.At, $"'rules' expects a list of mappings with 'actions' and 'filter', found {item.Kind}");
            return null;
        }
        var rule = new Section(map, "rules", problems);
        rule.Take("owner");
        var given = rule.Take("name") is YamlValue.Text text ? $" ({text.Value})" : "";
        var name = $"rule {number} of {source}{given}, line {item.At.Line}";
        var route = new Route(name, _filter.Compile(rule, kind, source), new Receiver(name, actions.Read(rule)), goesOn: true);
        rule.FinishLeniently();
        return route;
    }
}
