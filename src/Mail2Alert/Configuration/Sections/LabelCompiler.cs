using System.Text.RegularExpressions;
using Mail2Alert.Configuration.Yaml;
using Mail2Alert.Routing;

namespace Mail2Alert.Configuration.Sections;

/// <summary>A label and what it must be: a value, a <c>/regular expression/</c>, or a list of them of which one is enough.</summary>
internal sealed partial class LabelCompiler(IReadOnlyList<string> sources, Problems problems)
{
    private const string Expected = "a value, a list of values or a /regular expression/";

    public Matcher Compile(string label, YamlValue value)
    {
        var texts = YamlRead.Texts(value, label, Expected, problems);
        if (value is YamlValue.List { Items.Count: 0 })
            problems.Error(value.At, $"'{label}' expects {Expected}, found an empty list");
        var expressions = texts.Where(text => text.Value.StartsWith('/')).ToList();
        var values = texts.Except(expressions).ToList();
        foreach (var text in values)
            Check(label, text);
        var literal = new Matcher.OneOf(label, values.Select(text => text.Value).ToHashSet(StringComparer.Ordinal));
        if (expressions.Count == 0)
            return literal;
        IEnumerable<Matcher> any = expressions.Select(text => Like(label, text)).OfType<Matcher>();
        return Any([.. values.Count == 0 ? any : any.Prepend(literal)]);
    }

    private static Matcher Any(IReadOnlyList<Matcher> conditions) => conditions is [var only] ? only : new Matcher.Any(conditions);

    private Matcher.Like? Like(string label, YamlValue.Text text) =>
        RegexText.Read(text, label, RegexOptions.None, problems) is { } expression ? new Matcher.Like(label, expression) : null;

    // A value that can never be is a typing mistake, and its route would be silent for ever.
    private void Check(string label, YamlValue.Text text)
    {
        if (Range().IsMatch(text.Value))
            problems.Error(text.At, $"'{label}' expects {Expected}, found {text.Quoted}; ranges are not available in this version yet");
        else if (label == "source" && !sources.Contains(text.Value))
            problems.Error(text.At, $"there is no source {text.Quoted}{Suggestion.For(text.Value, sources)}");
        else if (LabelNames.ValuesOf(label) is { } values && !values.Contains(text.Value))
            problems.Error(text.At, $"'{label}' is never {text.Quoted}{Suggestion.For(text.Value, values)}");
        else if (label == "event")
            EventNames.Check(text, problems);
    }

    [GeneratedRegex(@"^(?:[<>]|[0-9]+ *(?:\.\.|-) *[0-9]+\z)")]
    private static partial Regex Range();
}
