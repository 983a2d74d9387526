using Mail2Alert.Alerts;
using Mail2Alert.Configuration.Yaml;
using Mail2Alert.Routing;

namespace Mail2Alert.Configuration.Sections;

/// <summary>A source's predicate and its arguments: none (<c>true</c>), one, or a list.</summary>
internal sealed class PredicateCompiler(IReadOnlyDictionary<string, Predicate> predicates, Problems problems)
{
    /// <summary>Compiles a predicate that exists.</summary>
    public Matcher Compile(YamlValue.Text name, YamlValue value)
    {
        var predicate = predicates[name.Value];
        if (predicate.Parameters.Count == 0 && (value.IsNull || value is YamlValue.Text { Value: "true" }))
            return Compile(predicate, name.At, []);
        return Compile(predicate, value.At, YamlRead.Texts(value, name.Value, Expected(predicate), problems));
    }

    /// <summary>The same with the arguments at hand, all of them texts.</summary>
    public Matcher Compile(Predicate predicate, Position at, IReadOnlyList<YamlValue.Text> arguments)
    {
        var count = predicate.Parameters.Count;
        if (arguments.Count == count || (predicate.TakesMore && arguments.Count > count))
            return Compiled(predicate, at, arguments);
        problems.Error(at, $"'{predicate.Name}' expects {Expected(predicate)}, found {arguments.Count}");
        return new Matcher.Always();
    }

    private Matcher Compiled(Predicate predicate, Position at, IReadOnlyList<YamlValue.Text> arguments)
    {
        try
        {
            var text = $"{predicate.Name}({string.Join(", ", arguments.Select(argument => argument.Value))})";
            return new Matcher.Holds(text, predicate.Compile([.. arguments.Select(argument => argument.Value)]));
        }
        catch (FormatException mistake)
        {
            // The sentence may repeat an argument, and that one may be a secret.
            var why = arguments.Any(argument => argument.HasReference) ? "an argument makes no sense" : mistake.Message;
            problems.Error(at, $"'{predicate.Name}': {why}");
            return new Matcher.Always();
        }
    }

    private static string Expected(Predicate predicate) => predicate.Parameters.Count switch
    {
        0 => "true",
        1 => $"{predicate.Parameters[0]}{(predicate.TakesMore ? " (one or more)" : "")}",
        var count => $"{count} arguments [{string.Join(", ", predicate.Parameters)}]",
    };
}
