using Mail2Alert.Configuration.Yaml;
using Mail2Alert.Routing;

namespace Mail2Alert.Configuration.Sections;

/// <summary><c>routes</c>: who hears of what. The first that matches wins.</summary>
internal sealed class RoutesSection(
    IReadOnlyList<WrittenReceiver> receivers, WhenCompiler when, TargetReader targets, EscalationSection escalation, Problems problems)
{
    private readonly HashSet<string> _used = new(receivers.Select(written => written.Receiver.Fallback?.To).OfType<string>(), StringComparer.Ordinal);

    public IReadOnlyList<Route> Read(YamlValue? written)
    {
        var items = written is null ? [] : YamlRead.Items(written);
        var routes = items.Select((item, index) => Read(item, index + 1)).ToList();
        WarnOfUnreachable(items, routes);
        WarnOfUnused();
        return [.. routes.OfType<Route>()];
    }

    private Route? Read(YamlValue item, int number)
    {
        if (item is not YamlValue.Map map)
        {
            problems.Error(item.At, $"'routes' expects a list of routes such as '- to: NAME', found {item.Kind}");
            return null;
        }
        var section = new Section(map, "routes", problems);
        var name = section.Text("name")?.Value ?? $"route {number}, line {item.At.Line}";
        var condition = When(section);
        var to = To(section);
        var goesOn = section.Value<bool>("continue", false, YamlFlag.Expected, YamlFlag.Parse);
        var options = RouteOptions.None with { Escalation = escalation.Read(section, Named) ?? [] };
        section.Finish("group", "repeat", "interval", "wait", "times", "mute", "template");
        return new Route(name, condition, to, goesOn) { Options = options };
    }

    // With its conditions commented out, a route would suddenly take everything.
    private Matcher When(Section section)
    {
        var written = section.Take("when");
        if (written is null && section.Has("when"))
            problems.Error(section.Where("when"), "'when' expects conditions, found nothing; leave it out for a route that always matches");
        return when.Compile(written);
    }

    private IReadOnlyList<Receiver> To(Section section)
    {
        var names = section.Texts("to", "the name of a receiver, or a target");
        if (!section.Has("to"))
            problems.Error(section.At, "a route expects 'to' with the name of a receiver");
        return [.. names.Select(Named)];
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

    private void WarnOfUnreachable(IReadOnlyList<YamlValue> items, List<Route?> routes)
    {
        var last = routes.FindIndex(route => route is { When: Matcher.Always, Continue: false });
        if (last >= 0 && last + 1 < items.Count)
            problems.Warning(items[last + 1].At, $"no alert gets this far: the route in line {items[last].At.Line} takes them all");
    }

    private void WarnOfUnused()
    {
        foreach (var (name, _, _) in receivers.Where(written => !_used.Contains(written.Name.Value)))
            problems.Warning(name.At, $"no route uses the receiver {name.Quoted}");
    }
}
