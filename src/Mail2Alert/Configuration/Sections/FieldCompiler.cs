using System.Text.RegularExpressions;
using Mail2Alert.Alerts;
using Mail2Alert.Configuration.Yaml;
using Mail2Alert.Routing;

namespace Mail2Alert.Configuration.Sections;

/// <summary>A field and what it must be: a value, a comparison, a <c>/regular expression/</c>, or a list of them of which one is enough.</summary>
internal sealed class FieldCompiler(KnownNames names, Problems problems)
{
    private const string Expected = "a value, a list of values, a comparison such as '> 5' or a /regular expression/";

    public Matcher Compile(Field field, YamlValue value)
    {
        var texts = YamlRead.Texts(value, field.Name, Expected, problems);
        if (value is YamlValue.List { Items.Count: 0 })
            problems.Error(value.At, $"'{field.Name}' expects {Expected}, found an empty list");
        var tests = texts.Where(text => IsTest(text.Value)).ToList();
        var values = texts.Except(tests).ToList();
        foreach (var text in values)
            Check(field, text);
        IEnumerable<Matcher> any = tests.Select(text => Test(field, text)).OfType<Matcher>();
        return Conditions.Any([.. values.Count == 0 ? any : any.Prepend(OneOf(field, values))]);
    }

    private static Matcher.OneOf OneOf(Field field, IEnumerable<YamlValue.Text> values) =>
        new(field, values.Select(text => text.Value).ToHashSet(field.IgnoresCase ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal));

    private static bool IsTest(string text) => text.StartsWith('/') || IntervalText.IsOne(text);

    private Matcher.OfField? Test(Field field, YamlValue.Text text)
    {
        Matcher.OfField? test = text.Value.StartsWith('/') ? Like(field, text) : Within(field, text);
        if (test is not null && FieldNames.ValuesOf(field.Name, names) is { } values && values.All(value => IsNever(test, value)))
            problems.Warning(text.At, $"'{field.Name}' is never so: {text.Quoted} holds for none of {string.Join(", ", values)}");
        return test;
    }

    private static bool IsNever(Matcher.OfField test, string value) => test.Passes(value, new MatchBudget()) == Truth.No;

    private Matcher.Like? Like(Field field, YamlValue.Text text)
    {
        var options = field.IgnoresCase ? RegexOptions.IgnoreCase : RegexOptions.None;
        return RegexText.Read(text, field.Name, options, problems) is { } expression ? new Matcher.Like(field, expression) : null;
    }

    private Matcher.Within? Within(Field field, YamlValue.Text text)
    {
        if (IntervalText.Parse(text.Value) is not { } interval)
            problems.Error(text.At, $"'{field.Name}' expects {IntervalText.Expected}, found {text.Quoted}");
        else if (interval.IsEmpty)
            problems.Error(text.At, $"nothing is in {text.Quoted}: its bounds are the wrong way round");
        else
            return new Matcher.Within(field, interval);
        return null;
    }

    // A value that can never be is a typing mistake, and its route would be silent for ever.
    private void Check(Field field, YamlValue.Text text)
    {
        if (IntervalText.LooksLikeOne(text.Value))
            problems.Error(text.At, $"'{field.Name}' expects {Expected}, found {text.Quoted}; a range is written 5..9");
        else if (FieldNames.ValuesOf(field.Name, names) is { } values && !values.Contains(text.Value))
            problems.Error(text.At, $"{Never(field.Name, text)}{Suggestion.For(text.Value, values)}");
        else if (field.Name == "event" && !names.HasOpenEvents)
            EventNames.Check(text, problems);
    }

    private static string Never(string field, YamlValue.Text text) =>
        field is "source" or "listener" or "login" ? $"there is no {field} {text.Quoted}" : $"'{field}' is never {text.Quoted}";
}
