using Mail2Alert.Configuration.Yaml;
using Mail2Alert.Routing;

namespace Mail2Alert.Configuration.Sections;

/// <summary><c>routes</c>: who hears of what. The first that matches wins, and inside it the first that does.</summary>
internal sealed class RoutesSection(
    IReadOnlyList<WrittenReceiver> receivers,
    WhenCompiler when,
    TargetReader targets,
    RouteOptionsSection more,
    EscalationSection escalation,
    Problems problems)
{
    private readonly HashSet<string> _used = new(receivers.Select(written => written.Receiver.Fallback?.To).OfType<string>(), StringComparer.Ordinal);

    public IReadOnlyList<Route> Read(YamlValue? written)
    {
        var routes = All(written, "route ", RouteOptions.Default);
        // A condition with a mistake in it was not what anybody means.
        if (!problems.HasErrors)
            new RouteReach(problems).Check(routes);
        WarnOfUnused();
        return RouteIds.Name(routes.Select(route => route.Route));
    }

    private IReadOnlyList<WrittenRoute> All(YamlValue? written, string numbers, RouteOptions inherited)
    {
        var items = written is null ? [] : YamlRead.Items(written);
        return [.. items.Select((item, index) => Read(item, $"{numbers}{index + 1}", inherited)).OfType<WrittenRoute>()];
    }

    private WrittenRoute? Read(YamlValue item, string number, RouteOptions inherited)
    {
        if (item is not YamlValue.Map map)
        {
            problems.Error(item.At, $"'routes' expects a list of routes such as '- to: NAME', found {item.Kind}");
            return null;
        }
        var section = new Section(map, "routes", problems);
        var name = section.Text("name")?.Value ?? $"{number}, line {item.At.Line}";
        var condition = When(section);
        var options = Options(section, inherited);
        var goesOn = section.Value<bool>("continue", false, YamlFlag.Expected, YamlFlag.Parse);
        var inside = All(section.Take("routes"), $"{number}.", options);
        if (!section.Has("to") && options.To.Count == 0 && inside.Count == 0)
            problems.Error(section.At, "a route expects 'to' with the name of a receiver, or 'routes' that have one");
        section.Finish();
        var route = new Route(name, condition, options, goesOn) { Routes = [.. inside.Select(written => written.Route)] };
        return new WrittenRoute(item.At, route, inside);
    }

    // With its conditions commented out, a route would suddenly take everything.
    private Matcher When(Section section)
    {
        var written = section.Take("when");
        if (written is null && section.Has("when"))
            problems.Error(section.Where("when"), "'when' expects conditions, found nothing; leave it out for a route that always matches");
        return when.Compile(written);
    }

    /// <summary>What the route says of telling, and where it says nothing, what the route around it does.</summary>
    private RouteOptions Options(Section section, RouteOptions inherited) => more.Read(section, inherited) with
    {
        To = To(section) ?? inherited.To,
        Escalation = escalation.Read(section, Named) ?? inherited.Escalation,
    };

    // An empty list would be taken for a bracket, which nobody means by it.
    private IReadOnlyList<Receiver>? To(Section section)
    {
        var names = section.Texts("to", "the name of a receiver, or a target");
        if (section.Take("to") is YamlValue.List { Items.Count: 0 } list)
            problems.Error(list.At, "'to' expects the name of a receiver, or a target, found an empty list");
        return section.Has("to") ? [.. names.Select(Named)] : null;
    }

    private Receiver Named(YamlValue.Text text)
    {
        if (text.Value.Contains(':', StringComparison.Ordinal))
            return Literal(targets.Read(text));
        _used.Add(text.Value);
        if (receivers.FirstOrDefault(written => written.Name.Value == text.Value) is { } known)
            return known.Receiver;
        var names = receivers.Select(written => written.Name.Value);
        problems.Error(text.At, $"there is no receiver {text.Quoted}{Suggestion.For(text.Value, names)}");
        return Literal([]);
    }

    private static Receiver Literal(IReadOnlyList<Target> named) => new(string.Join(", ", named), named);

    private void WarnOfUnused()
    {
        foreach (var (name, _, _) in receivers.Where(written => !_used.Contains(written.Name.Value)))
            problems.Warning(name.At, $"no route uses the receiver {name.Quoted}");
    }
}
