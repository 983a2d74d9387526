using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Mail2Alert.Configuration.Yaml;

namespace Mail2Alert.Configuration.Conversion;

/// <summary>A text as it stands in our file: in quotes where it needs them.</summary>
internal static partial class PrintedText
{
    public static string Of(YamlValue.Text text)
    {
        var value = text.IsReference ? text.Value : text.Value.Replace("${", "$${", StringComparison.Ordinal);
        return value.Any(char.IsControl) ? $"\"{string.Concat(value.EnumerateRunes().Select(Escaped))}\""
            : Plain().IsMatch(value) && !IsWord(value) ? value
            : $"'{value.Replace("'", "''", StringComparison.Ordinal)}'";
    }

    private static bool IsWord(string value) => new YamlValue.Text(Position.Start, value, value, IsPlain: true).IsNull;

    private static string Escaped(Rune character) => character.Value switch
    {
        '"' => "\\\"",
        '\\' => "\\\\",
        '\n' => "\\n",
        _ when Rune.IsControl(character) => string.Create(CultureInfo.InvariantCulture, $"\\x{character.Value:X2}"),
        _ => character.ToString(),
    };

    // What means nothing else anywhere in YAML, also inside [ ] and { }.
    [GeneratedRegex(@"^[A-Za-z0-9/_.](?:[A-Za-z0-9/_.@+:-]*[A-Za-z0-9/_.@+-])?\z")]
    private static partial Regex Plain();
}
