using Mail2Alert.Configuration.Yaml;
using Mail2Alert.Routing;

namespace Mail2Alert.Configuration.Sections;

/// <summary>What a route says beyond whom to tell: <c>group</c>, <c>flapping</c>, <c>mute</c>, <c>active</c>, <c>title</c>, <c>text</c>.</summary>
internal sealed class RouteOptionsSection(WhenCompiler when, LetterText letters, IReadOnlyDictionary<string, Matcher.During> times, bool hasStore)
{
    private static readonly string[] NeedStore = ["group", "flapping", "mute", "active"];

    private readonly GroupSection _groups = new(when);

    /// <param name="route">The route as written.</param>
    /// <param name="inherited">What holds where it says nothing.</param>
    public RouteOptions Read(Section route, RouteOptions inherited)
    {
        var options = inherited with
        {
            Grouping = _groups.Read(route, inherited.Grouping),
            Flapping = FlappingSection.Read(route, inherited.Flapping),
            Mute = Times(route, "mute") ?? inherited.Mute,
            Active = Times(route, "active") ?? inherited.Active,
            Wording = letters.Read(route)?.Over(inherited.Wording) ?? inherited.Wording,
        };
        foreach (var key in NeedStore.Where(key => !hasStore && route.Has(key)))
            route.Problems.Error(route.Where(key), $"'{key}' needs a store, in which alerts wait; leave out 'store: none'");
        return options;
    }

    private List<Matcher.During>? Times(Section route, string key)
    {
        if (!route.Has(key))
            return null;
        var found = new List<Matcher.During>();
        foreach (var text in route.Texts(key, "the name of a time, or a list of them"))
        {
            if (times.TryGetValue(text.Value, out var known))
                found.Add(known);
            else
                route.Problems.Error(text.At, $"there is no time {text.Quoted} under 'times'{Suggestion.For(text.Value, times.Keys)}");
        }
        return found;
    }
}
