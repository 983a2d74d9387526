using System.Text.RegularExpressions;
using Mail2Alert.Configuration.Yaml;
using Mail2Alert.Intake;

namespace Mail2Alert.Configuration.Sections;

/// <summary><c>senders</c> and <c>recipients</c>: the addresses that may be used.</summary>
internal static partial class AddressPatterns
{
    private const string Expected = "an address such as nas@example.com, '*@example.com', a /regular expression/, or '<>' for the null sender";

    /// <summary>Null when the key is not there: then every address will do.</summary>
    public static IReadOnlyList<AddressPattern>? Read(Section section, string key)
    {
        if (section.Take(key) is not { } value)
            return section.Texts(key, Expected).Count == 0 ? null : [];
        if (value is YamlValue.List { Items.Count: 0 })
            section.Problems.Error(value.At, $"'{key}' expects {Expected}, found an empty list");
        return [.. section.Texts(key, Expected).Select(text => Parse(text, key, section.Problems)).OfType<AddressPattern>()];
    }

    private static AddressPattern? Parse(YamlValue.Text text, string key, Problems problems)
    {
        if (text.Value.StartsWith('/'))
            return RegexText.Read(text, key, RegexOptions.IgnoreCase, problems) is { } expression ? new AddressPattern.Found(expression) : null;
        if (text.Value is "<>" or "*")
            return text.Value == "*" ? new AddressPattern.Anybody() : new AddressPattern.Null();
        if (Shape().Match(text.Value) is { Success: true } match)
            return new AddressPattern.Like(match.Groups["local"].Value, match.Groups["domain"].Value);
        problems.Error(text.At, $"'{key}' expects {Expected}, found {text.Quoted}{Hint(text)}");
        return null;
    }

    // Postfix takes 'example.com' and '@example.com' for a whole domain. Here that would be a local part, or none.
    private static string Hint(YamlValue.Text text) => Domain().IsMatch(text.Value) ? "; a whole domain is written '*@' and the domain" : "";

    // Some notifiers send from plain 'root', so a domain is not asked for.
    [GeneratedRegex(@"^(?:(?<local>""[^""\p{C}]+""|[^\s\p{C}<>,@""]+)@(?<domain>[^\s\p{C}<>,@]+)|(?<local>[^\s\p{C}<>,@.]+))\z")]
    private static partial Regex Shape();

    [GeneratedRegex(@"^@?[^\s\p{C}<>,@]+\z")]
    private static partial Regex Domain();
}
