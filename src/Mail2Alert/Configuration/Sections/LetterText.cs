using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Mail2Alert.Channels.Templates;
using Mail2Alert.Configuration.Yaml;
using Mail2Alert.Routing;

namespace Mail2Alert.Configuration.Sections;

/// <summary>
/// <c>title</c> and <c>text</c> of a route, a receiver or a channel. What they include is put in its place here, so that a template is one text
/// when it is used.
/// </summary>
internal sealed partial class LetterText
{
    // More than any message may be long.
    private const int Longest = 16 * 1024;

    private readonly IReadOnlyDictionary<string, YamlValue.Text> _snippets;
    private readonly Lazy<TemplateText> _check;
    private readonly Problems _problems;

    /// <param name="snippets">What templates may include.</param>
    /// <param name="labels">The labels that sources give.</param>
    /// <param name="problems">Where mistakes go.</param>
    public LetterText(IReadOnlyDictionary<string, YamlValue.Text> snippets, IEnumerable<string> labels, Problems problems)
    {
        (_snippets, _problems) = (snippets, problems);
        // Most files have no templates, and then nobody asks for all the labels there are.
        _check = new(() => new TemplateText([.. LetterFields.All.Select(field => field.Name), .. labels.Select(label => $"{LetterFields.Labels}.{label}")], problems) { IsThorough = true });
        foreach (var snippet in snippets.Values)
            Check(snippet);
    }

    /// <summary>Null when neither is there.</summary>
    public Wording? Read(Section section) => (Read(section, "title"), Read(section, "text")) switch
    {
        (null, null) => null,
        var (title, text) => new Wording(title, text),
    };

    private string? Read(Section section, string key)
    {
        if (section.Text(key, "a template such as '{{ title }}'") is not { } text)
            return null;
        Check(text);
        return Included(text, []) switch
        {
            null => null,
            { Length: > Longest } => Refused(text, $"is longer than {Longest} characters with what it includes"),
            var whole => whole,
        };
    }

    private void Check(YamlValue.Text text) =>
        _check.Value.Read(text with { Value = Include().Replace(text.Value, include => new string(' ', include.Length)) });

    // Null after a mistake was told.
    private string? Included(YamlValue.Text text, ImmutableHashSet<string> inside)
    {
        var whole = (string?)text.Value;
        foreach (var name in Include().Matches(text.Value).Select(match => match.Groups["name"].Value).Distinct())
        {
            var part = inside.Contains(name) ? Refused(text, $"includes '{name}', which includes itself")
                : _snippets.TryGetValue(name, out var snippet) ? Included(snippet, inside.Add(name))
                : Refused(text, $"includes '{name}', which is not there under 'templates'{Suggestion.For(name, _snippets.Keys)}");
            whole = part is null || whole is not { Length: <= Longest } ? null : Include().Replace(whole, match => match.Groups["name"].Value == name ? part : match.Value);
        }
        return whole;
    }

    private string? Refused(YamlValue.Text text, string why)
    {
        _problems.Error(text.At, $"{text.Quoted} {why}");
        return null;
    }

    [GeneratedRegex(@"\{\{>\s*(?<name>[A-Za-z]\w*)\s*\}\}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Include();
}
