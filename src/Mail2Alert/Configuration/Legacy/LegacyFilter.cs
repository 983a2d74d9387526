using Mail2Alert.Alerts;
using Mail2Alert.Configuration.Sections;
using Mail2Alert.Configuration.Yaml;
using Mail2Alert.Routing;

namespace Mail2Alert.Configuration.Legacy;

/// <summary><c>filter</c> of a rule: its events, and a function with its arguments.</summary>
internal sealed class LegacyFilter(IReadOnlyDictionary<string, Predicate> predicates, Problems problems)
{
    private readonly PredicateCompiler _predicates = new(predicates, problems);

    public Matcher Compile(Section rule, string kind, string source)
    {
        var ofSource = new Matcher.OneOf("source", new HashSet<string>(StringComparer.Ordinal) { source });
        if (rule.Map("filter") is not { } filter)
        {
            if (rule.Take("filter") is null)
                problems.Error(rule.At, "a rule expects 'filter' with 'function'; without it mail2alert-py failed at each mail");
            return ofSource;
        }
        Matcher?[] conditions = [ofSource, Events(filter, kind), Function(filter, kind)];
        filter.FinishLeniently();
        return new Matcher.All([.. conditions.OfType<Matcher>()]);
    }

    private Matcher.OneOf? Events(Section filter, string kind)
    {
        if (filter.Take("event") is { } singular)
            problems.Warning(singular.At, "'event' has no effect, nor had it in mail2alert-py; did you mean 'events'?");
        var written = filter.Take("events");
        if (kind == "gocd")
            return filter.Has("events") ? new Matcher.OneOf("event", Names(filter, written)) : EveryEvent(filter);
        if (written is not null)
            problems.Warning(written.At, "'events' has no effect on the rules of 'mail'");
        return null;
    }

    private Matcher.OneOf? EveryEvent(Section filter)
    {
        if (!filter.Has("event"))
            problems.Warning(filter.At, "a filter without 'events' takes every event");
        return null;
    }

    private HashSet<string> Names(Section filter, YamlValue? written)
    {
        // Python asked whether the name is in the text, so this is what 'BREAKS, FIXED' means there.
        if (written is YamlValue.Text text)
            return [.. EventNames.All.Where(name => text.Value.Contains(name, StringComparison.Ordinal))];
        var texts = filter.Texts("events", "events such as BREAKS");
        foreach (var name in texts)
            EventNames.Check(name, problems);
        if (written is YamlValue.List { Items.Count: 0 })
            problems.Warning(written.At, "an empty list of 'events' matches nothing");
        return [.. texts.Select(name => name.Value)];
    }

    private Matcher? Function(Section filter, string kind)
    {
        var prefix = kind == "gocd" ? "pipelines." : "mail.";
        var known = predicates.Keys.Where(name => name.StartsWith(prefix, StringComparison.Ordinal)).ToList();
        if (!filter.Has("function"))
            problems.Error(filter.At, $"'filter' expects 'function'{Suggestion.For("", known)}; without it mail2alert-py failed at each mail");
        var arguments = Arguments(filter);
        if (filter.Text("function") is not { } function)
            return null;
        if (known.Contains(function.Value))
            return Function(predicates[function.Value], function, arguments);
        problems.Error(function.At, $"the manager '{kind}' has no function {function.Quoted}{Suggestion.For(function.Value, known)}");
        return null;
    }

    // No words at all were in every subject.
    private Matcher? Function(Predicate predicate, YamlValue.Text function, IReadOnlyList<YamlValue.Text> arguments)
    {
        if (arguments.Count > 0 || !predicate.TakesMore)
            return _predicates.Compile(predicate, function.At, arguments);
        problems.Warning(function.At, $"{function.Quoted} without 'args' matches every mail");
        return null;
    }

    private IReadOnlyList<YamlValue.Text> Arguments(Section filter)
    {
        var written = filter.Take("args");
        if (written is YamlValue.Text)
            problems.Warning(written.At, "'args' expects a list; mail2alert-py took one text letter by letter, here it is one argument");
        return written is null ? [] : filter.Texts("args", "a list of texts");
    }
}
