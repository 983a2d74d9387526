using System.Text.RegularExpressions;

namespace Mail2Alert.Configuration.Sections;

/// <summary>The user's own expressions, which must not be able to stop a mail.</summary>
internal static class RegexText
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    /// <returns>The expression, or what is wrong with it. The sentence does not repeat it.</returns>
    public static (Regex? Expression, string? Mistake) Parse(string pattern)
    {
        try
        {
            return (Compile(pattern), null);
        }
        catch (RegexParseException mistake)
        {
            return (null, $"{Words(mistake.Error)}, at character {mistake.Offset}");
        }
    }

    // Linear in the text where it can be; look-around and back-references need the other engine, and that one a limit.
    private static Regex Compile(string pattern)
    {
        try
        {
            return new Regex(pattern, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking, Limit);
        }
        catch (NotSupportedException)
        {
            return new Regex(pattern, RegexOptions.CultureInvariant, Limit);
        }
    }

    // The framework's own message repeats the pattern; its name for the mistake says as much.
    private static string Words(RegexParseError error) =>
        string.Concat(error.ToString().Select(letter => char.IsUpper(letter) ? $" {char.ToLowerInvariant(letter)}" : $"{letter}")).TrimStart();
}
