using System.Text.RegularExpressions;
using HandlebarsDotNet;
using Mail2Alert.Configuration.Yaml;
using Mail2Alert.Sources.Declared;

namespace Mail2Alert.Configuration.Sections;

/// <summary>Templates, checked: every name in them is that of a field or of a filter.</summary>
internal sealed partial class TemplateText(IReadOnlyCollection<string> names, Problems problems)
{
    /// <summary>True to find out whether the library takes it, too. What is built in is tested, and most of it is never used.</summary>
    public bool IsThorough { get; init; }

    public Template Read(YamlValue.Text text)
    {
        // After the first mistake in a text, the next is rarely another one.
        if (Mistakes(text.Value).Select(mistake => $"{mistake.What}, at character {mistake.At + 1}").FirstOrDefault() is { } mistake)
            problems.Error(text.At, $"{text.Quoted} is not a template: {mistake}");
        else if (IsThorough && text.Value.Contains("{{", StringComparison.Ordinal))
            Compile(text);
        return new Template(text.Value);
    }

    private IEnumerable<(string What, int At)> Mistakes(string template)
    {
        var rest = Code().Replace(template, code => new string(' ', code.Length));
        if (rest.IndexOf("{{", StringComparison.Ordinal) is var open and >= 0)
            yield return ("it has a {{ that no }} closes", open);
        foreach (var mistake in Code().Matches(template).SelectMany(code => Mistakes(code.Groups["code"])))
            yield return mistake;
    }

    private IEnumerable<(string What, int At)> Mistakes(Group code)
    {
        if (Refused().Match(code.Value) is { Success: true } refused)
        {
            yield return ($"'{refused.Value.Trim()}' is not part of it; there are fields, filters and if", code.Index + refused.Index);
            yield break;
        }
        foreach (Match word in Word().Matches(code.Value))
        {
            if (word.Groups["name"] is { Success: true } name && !names.Contains(name.Value) && !TemplateLanguage.Words.Contains(name.Value))
                yield return ($"there is no field or filter '{name.Value}'{Suggestion.For(name.Value, Like(name.Value))}", code.Index + name.Index);
            else if (Filters.ByName.TryGetValue(word.Value, out var filter) && Arguments(code.Value[(word.Index + word.Length)..]) < filter.Least)
                yield return ($"'{filter.Name}' needs {filter.Least} values after it", code.Index + word.Index);
        }
    }

    // There may be very many labels.
    private IEnumerable<string> Like(string name) =>
        names.Concat(TemplateLanguage.Words).Where(known => known.Contains('.', StringComparison.Ordinal) == name.Contains('.', StringComparison.Ordinal));

    // Up to the parenthesis that ends it, if it stands in one.
    private static int Arguments(string rest)
    {
        var (depth, count) = (0, 0);
        foreach (Match token in Word().Matches(rest))
        {
            if (token.Value == ")" && depth-- == 0)
                break;
            count += depth == 0 && token.Value != ")" ? 1 : 0;
            depth += token.Value == "(" ? 1 : 0;
        }
        return count;
    }

    private void Compile(YamlValue.Text text)
    {
        try
        {
            TemplateLanguage.Compile(text.Value);
        }
        catch (HandlebarsException trouble)
        {
            problems.Error(text.At, $"{text.Quoted} is not a template: {trouble.Message.ReplaceLineEndings(" ").Replace("  ", " ", StringComparison.Ordinal)}");
        }
    }

    [GeneratedRegex(@"\{\{(?<code>(?:'[^']*'|""[^""]*""|[^}])*)\}\}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Code();

    [GeneratedRegex(@"^\s*[>&{!*^]|^\s*#\s*(?!if\b|unless\b)\S*|[@|\[\]]|\.\./|(?<=\w)[.](?=\w)(?<!\blabels[.])", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Refused();

    [GeneratedRegex(@"'[^']*'|""[^""]*""|[()]|(?<name>(?:labels\.)?[A-Za-z_]\w*)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Word();
}
