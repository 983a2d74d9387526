using System.Text.RegularExpressions;
using Mail2Alert.Configuration.Yaml;

namespace Mail2Alert.Configuration.Sections;

/// <summary>The user's own expressions, which must not be able to stop a mail.</summary>
internal static class RegexText
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    /// <summary>A <c>/regular expression/</c>; null when it is none, which is then told.</summary>
    public static Regex? Read(YamlValue.Text text, string key, RegexOptions options, Problems problems)
    {
        if (text.Value.Length < 3 || !text.Value.EndsWith('/'))
        {
            var hint = options.HasFlag(RegexOptions.IgnoreCase) ? "" : "; (?i) ignores case";
            problems.Error(text.At, $"'{key}' expects a regular expression between '/' and '/', found {text.Quoted}{hint}");
            return null;
        }
        var (expression, mistake) = Parse(text.Value[1..^1], options);
        if (expression is null)
            problems.Error(text.At, $"{text.Quoted} is not a regular expression: {mistake}");
        return expression;
    }

    /// <returns>The expression, or what is wrong with it. The sentence does not repeat it.</returns>
    public static (Regex? Expression, string? Mistake) Parse(string pattern, RegexOptions options = RegexOptions.None)
    {
        try
        {
            return (Compile(pattern, options | RegexOptions.CultureInvariant), null);
        }
        catch (RegexParseException mistake)
        {
            return (null, $"{Words(mistake.Error)}, at character {mistake.Offset}");
        }
    }

    // Linear in the text where it can be; look-around and back-references need the other engine, and that one a limit.
    private static Regex Compile(string pattern, RegexOptions options)
    {
        try
        {
            return new Regex(pattern, options | RegexOptions.NonBacktracking, Limit);
        }
        catch (NotSupportedException)
        {
            return new Regex(pattern, options, Limit);
        }
    }

    // The framework's own message repeats the pattern; its name for the mistake says as much.
    private static string Words(RegexParseError error) =>
        string.Concat(error.ToString().Select(letter => char.IsUpper(letter) ? $" {char.ToLowerInvariant(letter)}" : $"{letter}")).TrimStart();
}
