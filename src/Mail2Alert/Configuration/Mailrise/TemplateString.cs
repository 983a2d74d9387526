using System.Collections.Frozen;
using System.Text;
using System.Text.RegularExpressions;

namespace Mail2Alert.Configuration.Mailrise;

/// <summary>Python's <c>string.Template</c>, in our templates' words: <c>$subject</c>, <c>${from}</c>, <c>$$</c>. Other names stay as they are.</summary>
internal static partial class TemplateString
{
    private static readonly FrozenDictionary<string, string> Fields = new Dictionary<string, string>
    {
        ["subject"] = "{{ subject }}",
        ["from"] = "{{ from }}",
        ["body"] = "{{ text }}",
        ["to"] = "{{ to }}",
        ["config"] = "{{ config }}",
        ["type"] = "{{ type }}",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static string ToTemplate(string text)
    {
        var template = new StringBuilder();
        var end = 0;
        foreach (Match match in Variable().Matches(text))
        {
            Append(template, text[end..match.Index]);
            Append(template, match.Value == "$$" ? "$" : Fields.GetValueOrDefault(match.Groups["name"].Value) ?? match.Value);
            end = match.Index + match.Length;
        }
        Append(template, text[end..]);
        return template.ToString();
    }

    // Two braces begin a field here or end one, and three are another kind: what means none is kept apart.
    private static void Append(StringBuilder template, string part)
    {
        if (template.Length > 0 && template[^1] is '{' or '}' && part.StartsWith(template[^1]))
            template.Append(' ');
        template.Append(Fields.Values.Contains(part) ? part : Braces().Replace(part, "{ "));
    }

    // An identifier of Python's Template is ASCII, and '$$' is one '$'.
    [GeneratedRegex(@"\$(?:\$|(?<name>[A-Za-z_][A-Za-z0-9_]*)|\{(?<name>[A-Za-z_][A-Za-z0-9_]*)\})")]
    private static partial Regex Variable();

    [GeneratedRegex(@"\{(?=\{)")]
    private static partial Regex Braces();
}
